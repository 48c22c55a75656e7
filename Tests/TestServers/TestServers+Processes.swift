import Foundation

extension TestServers {
    /// The processes of the product, in the order in which they joined it: `ops/lib/processes`.
    public static func processes() throws -> [String] { try lines().map(\.name) }

    /// Those of them that run all the time and take messages.
    public static func workers() throws -> [String] { try lines().filter { !$0.isNightly }.map(\.name) }

    private static func lines() throws -> [(name: String, isNightly: Bool)] {
        let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../ops/lib/processes")
        guard let text = try? String(contentsOf: table, encoding: .utf8) else {
            throw TestServersError("\(table.path) cannot be read")
        }
        return text.split(separator: "\n").compactMap { line in
            let name = line.prefix { $0 != " " && $0 != "#" }
            return name.isEmpty ? nil : (String(name), line.hasSuffix(" @nightly"))
        }
    }
}
