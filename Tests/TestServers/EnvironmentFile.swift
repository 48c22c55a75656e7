import Foundation

/// The `env` file of a home: lines of `export NAME='value'`, a quote in a value written as `'\''`.
enum EnvironmentFile {
    static func read(path: String) throws -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TestServersError("\(path) cannot be read: are the servers started?")
        }
        return parse(text)
    }

    static func parse(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("export ") && line.hasSuffix("'") {
            let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[1].hasPrefix("'") else { continue }
            let quoted = parts[1].dropFirst().dropLast()
            values[String(parts[0])] = quoted.replacingOccurrences(of: "'\\''", with: "'")
        }
        return values
    }
}
