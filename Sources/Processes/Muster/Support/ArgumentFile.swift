import Foundation

/// Files that arguments name; `-` is standard input.
enum ArgumentFile {
    static func name(_ file: String) -> String { file == "-" ? "standard input" : file }

    static func data(_ file: String) throws -> Data {
        let data =
            file == "-"
            ? try FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: file)
        guard let data else {
            throw CommandFailure("\(file) cannot be read. Check that it exists and that you may read it.")
        }
        return data
    }

    static func text(_ file: String) throws -> String {
        guard let text = String(bytes: try data(file), encoding: .utf8) else {
            throw CommandFailure("\(name(file)) is not UTF-8. Save it as UTF-8.")
        }
        return text
    }

    static func write(_ text: String, to file: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: file))
        } catch {
            throw CommandFailure(
                "\(file) cannot be written. Check that its folder exists and that you may write there.")
        }
    }
}
