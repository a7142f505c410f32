package import Domain
package import Foundation

extension MarketDirectory {
    /// Reads every `*.yaml` of a folder.
    package static func load(from folder: URL, fallback: MarketID) throws -> MarketDirectory {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var playbooks: [Playbook] = []
        for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent })
        where file.pathExtension == "yaml" {
            let text = try String(contentsOf: file, encoding: .utf8)
            playbooks.append(try Playbook(yaml: text, file: file.lastPathComponent))
        }
        return try MarketDirectory(playbooks: playbooks, fallback: fallback)
    }

    /// The playbooks that come with Tradewind; the United States are the fallback.
    package static func bundled() throws -> MarketDirectory {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Playbooks", isDirectory: true)
        return try load(from: folder, fallback: MarketID("US"))
    }
}
