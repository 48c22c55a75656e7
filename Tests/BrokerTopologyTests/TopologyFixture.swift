import BrokerTopology
import Foundation

/// The topology of the repository, and folders with changed files.
enum TopologyFixture {
    /// The folder `Topology` of the checkout.
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Topology").path

    static func read() throws -> Topology { try Topology(directory: directory) }

    /// Reads a copy of the folder in which files are replaced; `nil` removes one.
    static func read(replacing files: [String: String?]) throws -> Topology {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("topology-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        for folder in ["queues", "integrations"] {
            try FileManager.default.createDirectory(
                at: copy.appendingPathComponent(folder), withIntermediateDirectories: true)
        }
        for folder in ["", "queues/"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")
            where name.hasSuffix(".yaml") {
                try FileManager.default.copyItem(
                    atPath: "\(directory)/\(folder)\(name)", toPath: copy.appendingPathComponent(folder + name).path)
            }
        }
        for (name, text) in files {
            let path = copy.appendingPathComponent(name).path
            try? FileManager.default.removeItem(atPath: path)
            if let text { try text.write(toFile: path, atomically: true, encoding: .utf8) }
        }
        return try Topology(directory: copy.path)
    }
}
