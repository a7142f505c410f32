import Domain
import Yams

/// Reads one mapping of a playbook file strictly: every key known, every value of its type.
struct PlaybookReader {
    let file: String
    /// Where in the file this mapping stands, empty at the top.
    private let path: String
    private let values: [String: Node]

    /// - Parameter known: The keys that may stand here; any other is refused, so that a misspelt one is noticed.
    init(file: String, path: String = "", node: Node?, known: Set<String>) throws(PlaybookError) {
        self.file = file
        self.path = path
        guard let mapping = node?.mapping else {
            throw PlaybookError(
                file: file, key: path.isEmpty ? "(file)" : path, problem: "is not a mapping",
                action: "Write keys and values as in the other playbooks")
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard known.contains(name) else {
                throw PlaybookError(
                    file: file, key: path + name, problem: "is not a key that playbooks have",
                    action: "Use one of \(known.sorted().joined(separator: ", "))")
            }
            values[name] = value
        }
        self.values = values
    }

    func text(_ key: String) throws(PlaybookError) -> String {
        guard let text = try node(key).scalar?.string, !text.isEmpty else {
            throw error(key, "is not a text", "Write a text")
        }
        return text
    }

    /// A text that `parse` understands.
    func value<Value>(
        _ key: String, _ expected: String, _ parse: (String) -> Value?
    ) throws(PlaybookError) -> Value {
        let text = try text(key)
        guard let value = parse(text) else { throw error(key, "“\(text)” is not \(expected)", "Write \(expected)") }
        return value
    }

    func flag(_ key: String) throws(PlaybookError) -> Bool {
        guard let flag = try node(key).bool else { throw error(key, "is neither true nor false", "Write one of them") }
        return flag
    }

    func integer(_ key: String) throws(PlaybookError) -> Int64 {
        guard let integer = try node(key).int else { throw error(key, "is not a whole number", "Write one") }
        return Int64(integer)
    }

    /// A list with at least one entry, each of which `parse` understands.
    func list<Value>(
        _ key: String, of expected: String, _ parse: (String) -> Value?
    ) throws(PlaybookError) -> [Value] {
        var list: [Value] = []
        for (index, node) in try nodes(key).enumerated() {
            guard let text = node.scalar?.string, let value = parse(text) else {
                throw error("\(key)[\(index)]", "is not \(expected)", "Write \(expected)")
            }
            list.append(value)
        }
        return list
    }

    func mapping(_ key: String, known: Set<String>) throws(PlaybookError) -> PlaybookReader {
        try PlaybookReader(file: file, path: path + key + ".", node: node(key), known: known)
    }

    func mappings(_ key: String, known: Set<String>) throws(PlaybookError) -> [PlaybookReader] {
        var readers: [PlaybookReader] = []
        for (index, node) in try nodes(key).enumerated() {
            readers.append(
                try PlaybookReader(file: file, path: "\(path)\(key)[\(index)].", node: node, known: known))
        }
        return readers
    }

    /// Texts by language; English must be among them, for it is shown where a language is missing.
    func texts(_ key: String) throws(PlaybookError) -> [Language: String] {
        guard let mapping = try node(key).mapping else {
            throw error(key, "is not a mapping of language to text", "Write lines such as “en: United States”")
        }
        var texts: [Language: String] = [:]
        for (name, text) in mapping {
            let tag = name.scalar?.string ?? ""
            guard let language = Language(tag), let text = text.scalar?.string, !text.isEmpty else {
                throw error("\(key).\(tag)", "is not a language and a text", "Write lines such as “en: United States”")
            }
            texts[language] = text
        }
        guard texts.keys.contains(where: { $0.tag == "en" }) else {
            throw error(key, "has no English text", "Add a line “en: …”")
        }
        return texts
    }

    func error(_ key: String, _ problem: String, _ action: String) -> PlaybookError {
        PlaybookError(file: file, key: path + key, problem: problem, action: action)
    }

    private func node(_ key: String) throws(PlaybookError) -> Node {
        guard let node = values[key] else { throw error(key, "is missing", "Add it") }
        return node
    }

    private func nodes(_ key: String) throws(PlaybookError) -> [Node] {
        guard let sequence = try node(key).sequence, !sequence.isEmpty else {
            throw error(key, "is not a list with entries", "Write at least one entry")
        }
        return Array(sequence)
    }
}
