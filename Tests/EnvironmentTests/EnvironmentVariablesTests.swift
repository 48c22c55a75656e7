import Environment
import FoundationEssentials
import Testing

@Suite struct EnvironmentVariablesTests {
    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try body(file.path)
    }

    @Test func aSecretIsItsVariable() throws {
        #expect(try EnvironmentVariables(["X_TOKEN": " a b "]).secret("X_TOKEN") == " a b ")
        #expect(try EnvironmentVariables(["X_TOKEN": ""]).secret("X_TOKEN") == nil)
        #expect(try EnvironmentVariables([:]).secret("X_TOKEN") == nil)
    }

    @Test(arguments: [
        ("a", "a"), ("a\n", "a"), ("a\r\n\n", "a"), (" a b \n", " a b "), ("a\nb\n", "a\nb"),
    ]) func orWhatItsFileHolds(_ content: String, _ secret: String) throws {
        try withFile(content) { path in
            let found = try EnvironmentVariables(["X_TOKEN_FILE": path]).secret("X_TOKEN")
            #expect(found == secret)
        }
    }

    @Test func theVariableGoesBeforeTheFile() throws {
        try withFile("file") { path in
            let both = EnvironmentVariables(["X_TOKEN_FILE": path, "X_TOKEN": "variable"])
            let first = try both.secret("X_TOKEN")
            #expect(first == "variable")
            let empty = EnvironmentVariables(["X_TOKEN_FILE": path, "X_TOKEN": ""])
            let second = try empty.secret("X_TOKEN")
            #expect(second == "file")
        }
    }

    @Test func aFileWithoutASecretIsNamed() throws {
        func problem(_ path: String) -> String {
            do {
                return try EnvironmentVariables(["X_TOKEN_FILE": path]).secret("X_TOKEN") ?? "none"
            } catch {
                return "\(error)"
            }
        }
        #expect(
            problem("/nonexistent") == "X_TOKEN_FILE names /nonexistent, which cannot be read; check its path and owner"
        )
        try withFile("\n") { #expect(problem($0).hasSuffix("which is empty")) }
        try withFile(String(repeating: "x", count: 65_537)) { #expect(problem($0).contains("cannot be read")) }
    }
}
