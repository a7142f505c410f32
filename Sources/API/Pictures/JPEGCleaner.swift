/// Reads a JPEG (ITU-T T.81) segment by segment, and keeps those that draw it.
enum JPEGCleaner {
    private enum Marker {
        static let startOfImage: UInt8 = 0xD8
        static let endOfImage: UInt8 = 0xD9
        static let startOfScan: UInt8 = 0xDA
        static let exif: UInt8 = 0xE1
        /// Baseline, extended and progressive with Huffman coding: what browsers show.
        static let frames: Set<UInt8> = [0xC0, 0xC1, 0xC2]
        static let otherFrames: Set<UInt8> = [0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF]
        static let restartInterval: UInt8 = 0xDD
        /// Huffman and quantisation tables, restart interval.
        static let tables: Set<UInt8> = [0xC4, 0xDB, restartInterval]
    }

    static func clean(_ file: [UInt8]) throws(PictureError) -> CleanPicture {
        var output: [UInt8] = []
        output.reserveCapacity(file.count)
        var index = 2
        var size: (width: Int, height: Int)?
        var orientation = 1
        var application = JPEGApplication()
        var hasScan = false
        for _ in 0..<PictureLimits.parts {
            let marker = try nextMarker(file, &index)
            if marker == Marker.endOfImage {
                guard let size, hasScan else { throw .damaged("The JPEG has no picture in it.") }
                let head: [UInt8] = [0xFF, Marker.startOfImage] + ExifOrientation.segment(orientation)
                let isTurned = orientation >= 5
                return try CleanPicture(
                    .jpeg, width: isTurned ? size.height : size.width, height: isTurned ? size.width : size.height,
                    bytes: head + output + [0xFF, Marker.endOfImage])
            }
            let segment = try self.segment(file, &index)
            if Marker.frames.contains(marker) {
                guard size == nil else { throw .damaged("The JPEG has two frames.") }
                size = try readFrame(file[segment])
            } else if Marker.otherFrames.contains(marker) {
                throw .unsupported("The JPEG is lossless, hierarchical or arithmetic-coded.")
            } else if marker == Marker.restartInterval, segment.count != 2 {
                throw .damaged("The JPEG's restart interval is not right.")
            } else if marker == Marker.exif {
                orientation = ExifOrientation.read(file[segment]) ?? orientation
            }
            let isDrawn =
                Marker.frames.contains(marker) || Marker.tables.contains(marker) || marker == Marker.startOfScan
            guard let kept = isDrawn ? file[segment] : application.head(marker, file[segment]) else { continue }
            output += [0xFF, marker, UInt8((kept.count + 2) >> 8), UInt8((kept.count + 2) & 0xFF)]
            output += kept
            if marker == Marker.startOfScan {
                guard size != nil else { throw .damaged("The JPEG has a scan before its frame.") }
                hasScan = true
                output += file[try scan(file, &index)]
            }
        }
        throw .damaged("The JPEG has too many segments.")
    }

    /// The marker at `index`, past the fill bytes that may precede it.
    private static func nextMarker(_ file: [UInt8], _ index: inout Int) throws(PictureError) -> UInt8 {
        guard index < file.count, file[index] == 0xFF else {
            throw .damaged("The JPEG has no marker where one must be.")
        }
        while index < file.count, file[index] == 0xFF { index += 1 }
        guard index < file.count else { throw .damaged("The JPEG is cut off.") }
        let marker = file[index]
        index += 1
        guard marker >= 0xC0, !(0xD0...Marker.startOfImage).contains(marker) else {
            throw .damaged("The JPEG has a marker where none may be.")
        }
        return marker
    }

    private static func segment(_ file: [UInt8], _ index: inout Int) throws(PictureError) -> Range<Int> {
        guard file.count - index >= 2 else { throw .damaged("The JPEG is cut off.") }
        let length = file[index..<index + 2].bigEndian
        guard length >= 2, length <= file.count - index else { throw .damaged("A segment of the JPEG is cut off.") }
        let range = index + 2..<index + length
        index += length
        return range
    }

    private static func readFrame(_ data: ArraySlice<UInt8>) throws(PictureError) -> (width: Int, height: Int) {
        let bytes = Array(data)
        guard bytes.count >= 6, bytes[0] == 8, bytes.count == 6 + 3 * Int(bytes[5]), [1, 3, 4].contains(bytes[5]) else {
            throw .unsupported("The JPEG has not 8 bits a colour and 1, 3 or 4 colours.")
        }
        return (bytes[3..<5].bigEndian, bytes[1..<3].bigEndian)
    }

    /// The coded data up to the next marker that is neither a stuffed byte nor a restart.
    private static func scan(_ file: [UInt8], _ index: inout Int) throws(PictureError) -> Range<Int> {
        let start = index
        while index + 1 < file.count {
            if file[index] == 0xFF, file[index + 1] != 0, file[index + 1] != 0xFF,
                !(0xD0...0xD7).contains(file[index + 1])
            {
                return start..<index
            }
            index += 1
        }
        throw .damaged("The JPEG ends within its picture.")
    }
}
