package import RTP

/// Things that are under way, given out when they arrive: earliest first, those of one moment in the order they were sent.
package struct DelayLine<Element> {
    private struct Entry {
        var arrival: MediaTime
        var number: UInt64
        var element: Element

        func isBefore(_ other: Entry) -> Bool {
            arrival == other.arrival ? number < other.number : arrival < other.arrival
        }
    }

    /// A binary heap: each entry comes before the two below it.
    private var heap: [Entry] = []
    private var sent: UInt64 = 0

    package init() {}

    package var count: Int { heap.count }

    /// When the next one arrives.
    package var nextArrival: MediaTime? { heap.first?.arrival }

    package mutating func insert(_ element: Element, arriving arrival: MediaTime) {
        heap.append(Entry(arrival: arrival, number: sent, element: element))
        sent += 1
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// The next one that has arrived by `now`.
    package mutating func next(by now: MediaTime) -> Element? {
        guard let first = heap.first, first.arrival <= now else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return first.element
    }

    private mutating func sink() {
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { return }
            let right = left + 1
            let child = right < heap.count && heap[right].isBefore(heap[left]) ? right : left
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
