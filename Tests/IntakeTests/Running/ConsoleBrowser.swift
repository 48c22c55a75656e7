import Encodings
import HTTPKit
import JSON
import TestServers

/// A browser of somebody who is signed in.
struct ConsoleBrowser: Sendable {
    let intake: IntakeProcess
    let token: SessionToken

    /// Signs somebody in by hand, as a link would.
    static func signIn(_ email: String, name: String = "Somebody", at intake: IntakeProcess) async throws
        -> ConsoleBrowser
    {
        let token = SessionToken()
        try await intake.database.run(
            sql: """
                insert into core.session (digest, email, name, expires_at)
                values (decode('\(Hex.encode(token.digest))', 'hex'), '\(email)', '\(name)', now() + interval '1 hour');
                """)
        return ConsoleBrowser(intake: intake, token: token)
    }

    private var cookie: (String, String) { ("Cookie", "\(SessionToken.cookie)=\(token.text)") }

    func get(_ path: String) async throws -> IntakeProcess.Reply {
        try await intake.send("GET", path, key: nil, headers: [cookie])
    }

    /// Sends a form as a page of this origin does.
    func post(
        _ path: String, _ fields: [String: String], formToken: String? = nil,
        headers: [(String, String)] = [("Sec-Fetch-Site", "same-origin"), ("Origin", "null")]
    ) async throws -> IntakeProcess.Reply {
        var fields = fields
        fields["form_token"] = formToken ?? token.formToken
        return try await Self.send(path, fields, to: intake, headers: headers + [cookie])
    }

    static func send(
        _ path: String, _ fields: [String: String], to intake: IntakeProcess, headers: [(String, String)] = []
    ) async throws -> IntakeProcess.Reply {
        let body = fields.map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
        return try await intake.send(
            "POST", path, key: nil, body: Array(body.utf8),
            headers: headers + [("Content-Type", "application/x-www-form-urlencoded")])
    }
}
