import Foundation
import Postgres

/// The password of one process' role.
struct RolePassword: Sendable {
    let process: String
    let password: String

    /// `muster_dead_letter_keeper` for `dead-letter-keeper`.
    var role: String { "muster_" + process.replacingOccurrences(of: "-", with: "_") }

    /// Reads `<process>.database-password` of a folder, without the line's end.
    static func read(process: String, from secrets: String) throws(MigrationError) -> String {
        let path = "\(secrets)/\(process).database-password"
        guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8)
        else {
            throw MigrationError(
                .passwords, "\(path) cannot be read. Write the password of \(process)'s role to it, in one line.")
        }
        let password = text.trimmingCharacters(in: .newlines)
        guard (16...200).contains(password.utf8.count), password.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw MigrationError(
                .passwords, "\(path) must hold one line of 16 to 200 printable ASCII characters without spaces.")
        }
        return password
    }

    /// `alter role` takes no binds, so a function of this session, which goes with the transaction, builds it.
    func set(_ client: PostgresClient) async throws {
        let verifier = ScramVerifier.make(password: password)
        try await client.transaction { transaction in
            try await transaction.simple(
                script: """
                    create function pg_temp.set_verifier(role text, verifier text) returns void language plpgsql as $$
                    begin
                        execute format('alter role %I password %L', role, verifier);
                    end
                    $$;
                    """)
            _ = try await transaction.query(
                "select pg_temp.set_verifier($1, $2)", [.text(role), .text(verifier)])
            try await transaction.simple(script: "drop function pg_temp.set_verifier(text, text)")
        }
    }
}
