import Environment
import FoundationEssentials
import Organisation
import Testing
import WorkerKit

@testable import ProviderKit

@Suite struct ProviderTokensTests {
    private func settings(_ variable: String?) -> ProviderSettings {
        ProviderSettings(name: "tracker", kind: "http", url: "https://tracker.example.org", tokenVariable: variable)
    }

    @Test func aProviderWithoutATokenHasNone() throws {
        #expect(try ProviderTokens(environment: EnvironmentVariables([:])).token(of: settings(nil)) == nil)
    }

    @Test func theTokenIsInTheVariableThatTheSettingsName() throws {
        let tokens = ProviderTokens(
            environment: EnvironmentVariables(["TRACKER_TOKEN": "secret", "OTHER_TOKEN": "other"]))
        #expect(try tokens.token(of: settings("TRACKER_TOKEN")) == "secret")
    }

    @Test func aFileIsReadWithoutTheLineBreakAtItsEnd() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString)")
        try Data("secret\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let tokens = ProviderTokens(environment: EnvironmentVariables(["TRACKER_TOKEN_FILE": file.path]))
        #expect(try tokens.token(of: settings("TRACKER_TOKEN")) == "secret")
    }

    @Test(arguments: [[:], ["TRACKER_TOKEN": ""], ["TRACKER_TOKEN_FILE": "/nonexistent/token"]])
    func aTokenThatShouldBeThereIsMissed(environment: [String: String]) {
        #expect {
            _ = try ProviderTokens(environment: EnvironmentVariables(environment)).token(of: settings("TRACKER_TOKEN"))
        } throws: { error in
            guard let failure = error as? WorkerKit.Failure else { return false }
            return failure.code == "no-token" && failure.detail.contains("TRACKER_TOKEN")
        }
    }
}
