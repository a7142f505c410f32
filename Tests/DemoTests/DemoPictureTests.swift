import Foundation
import FoundationXML
import Testing

@testable import Demo

struct DemoPictureTests {
    static let pictures =
        DemoContent.products.flatMap(\.pictures) + DemoContent.shows.map(\.poster) + [DemoSeller.mark]

    /// Elements a drawing needs; whatever runs, links or embeds is not among them.
    private static let harmless: Set<String> = [
        "svg", "title", "defs", "g", "use", "path", "rect", "circle", "ellipse", "linearGradient", "radialGradient",
        "stop",
        "pattern", "clipPath",
    ]

    /// Collects what an SVG file is made of.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [String] = []
        var attributes: [(name: String, value: String)] = []
        var titles = ""
        private var path: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append(name)
            path.append(name)
            self.attributes += attributes.map { (name: $0.key, value: $0.value) }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            path.removeLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if path.last == "title" { titles += text }
        }
    }

    @Test(arguments: pictures)
    func `each picture is a small, well-formed drawing of the size it says`(picture: DemoPicture) throws {
        let data = try picture.load()
        #expect(data.count < 12 * 1_024)
        let parser = XMLParser(data: data)
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(reader.elements.first == "svg")
        #expect(!reader.titles.isEmpty)
        #expect(reader.attributes.contains { $0 == ("viewBox", "0 0 \(picture.width) \(picture.height)") })
    }

    @Test(arguments: pictures)
    func `no picture can run, link or load anything`(picture: DemoPicture) throws {
        let parser = XMLParser(data: try picture.load())
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse())
        #expect(Set(reader.elements).isSubset(of: Self.harmless))
        for (name, value) in reader.attributes {
            #expect(!name.lowercased().hasPrefix("on") && name != "style")
            if name == "href" { #expect(value.hasPrefix("#")) }
            if value.contains("url(") { #expect(value.hasPrefix("url(#")) }
            #expect(!value.contains("://") || name == "xmlns")
        }
    }

    @Test func `no file lies in the folder that nothing shows`() throws {
        let folder = Bundle.module.bundleURL.deletingLastPathComponent()
            .appendingPathComponent("tradewind_Demo.resources/Content/Pictures", isDirectory: true)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(Self.pictures.map(\.file)))
    }

    @Test func `a missing picture is an error that says what to do`() {
        let missing = DemoPicture(file: "nothing.svg", alt: "", width: 1, height: 1)
        #expect {
            try missing.load()
        } throws: { error in
            "\(error)".contains("nothing.svg") && "\(error)".contains("tradewind_Demo.resources")
        }
    }
}
