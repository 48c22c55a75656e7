import Curl
import Digests
import Encodings
import HTTPKit
import HTTPTypes
import JSON
import TestServers
import Testing

@testable import Intake

/// Who reaches what of the console: every route, for whoever is not signed in, who takes no part, and who does.
@Suite(.serialized, .enabled(if: TestServers.areConfigured, "\(TestServers.reason)"), .timeLimit(.minutes(10)))
struct ConsoleAccessTests {
    private static let marker = "zanzibar"
    /// Leads incidents of the restricted type.
    private static let insider = "second@example.org"
    private static let outsider = "first@example.org"

    /// The console's own routes.
    private static func paths(_ method: String, task: String = Self.id, question: String = Self.id) throws -> [String] {
        try OpenDoors.endpoints().filter {
            $0.method.rawValue == method && DoorName(of: $0) == .console && $0.path.hasPrefix("/incidents")
        }.map {
            $0.path.replacing("{name}", with: "INC-1")
                .replacing("tasks/{id}", with: "tasks/\(task)").replacing("messages/{id}", with: "messages/\(Self.id)")
                .replacing(
                    "questions/{id}", with: "questions/\(question)")
        }
    }

    private static let id = "0190a000-0000-7000-8000-00000000002b"

    @Test func whatIsRestrictedIsThereForThoseWhoTakePartAlone() async throws {
        try await IntakeProcess.run { intake in
            let opened = try await intake.post(
                "/api/v1/incidents", ["title": "Zanzibar is breached", "type": "breach", "description": "zanzibar"])
            #expect(opened.json["name"] == "INC-1")
            let inside = try await ConsoleBrowser.signIn(Self.insider.uppercased(), at: intake)
            let outside = try await ConsoleBrowser.signIn(Self.outsider, at: intake)
            var shown = 0
            let pages = try Self.paths("GET")
            #expect(pages.count >= 5)
            for path in pages where !path.hasSuffix("/events") {
                let anonymous = try await intake.get(path, key: nil)
                #expect(anonymous.status == 303, "\(path)")
                #expect(anonymous.headers["Location"]?.hasPrefix("/sign-in?next=%2Fincidents") == true)
                let other = try await outside.get(path)
                #expect(other.status == (path == "/incidents" ? 200 : 404), "\(path)")
                for reply in [anonymous, other] { #expect(!reply.text.lowercased().contains(Self.marker), "\(path)") }
                let own = try await inside.get(path)
                #expect(own.status == 200, "\(path) \(own.text)")
                if own.text.lowercased().contains(Self.marker) { shown += 1 }
            }
            #expect(shown == pages.count - 1, "who may see it sees it: else the walk proves nothing")
            let stream = try await outside.get("/incidents/INC-1/events")
            #expect(stream.status == 404)
            for path in try Self.paths("POST") {
                let anonymous = try await ConsoleBrowser.send(path, [:], to: intake)
                #expect(anonymous.status == 401, "\(path)")
                let key = try await intake.send(
                    "POST", path, headers: [("Content-Type", "application/x-www-form-urlencoded")])
                #expect(key.status == 401, "\(path): a key is no person")
                let other = try await outside.post(
                    path, ["conditions": "x", "email": "a@example.org", "role": "scribe", "text": "x", "answer": "x"])
                #expect(other.status == 404, "\(path) \(other.status)")
                #expect(!other.text.lowercased().contains(Self.marker), "\(path)")
            }
            let changed = try await intake.get("/api/v1/incidents/INC-1")
            #expect(changed.json["version"] == 1, "nobody has changed anything")
            // Who leaves it does not see it any more; nor does who is taken out.
            try await intake.database.run(sql: "delete from core.participant;")
            let gone = try await inside.get("/incidents/INC-1")
            #expect(gone.status == 404)
        }
    }

    @Test func placesAreThereForThoseWhoTakePart() async throws {
        try await IntakeProcess.run { intake in
            _ = try await intake.post(
                "/api/v1/incidents", ["title": "Zanzibar is breached", "type": "breach", "description": "zanzibar"])
            let places = try await RestrictedPlaces.make(marker: Self.marker, isListed: true, in: intake.database)
            let inside = try await ConsoleBrowser.signIn(Self.insider, at: intake)
            let outside = try await ConsoleBrowser.signIn(Self.outsider, at: intake)
            for path in ["/tickets/\(places.ticket)", "/documents/\(places.document)", "/groups/\(places.group)"] {
                let own = try await inside.get(path)
                #expect(own.status == 200 && own.text.lowercased().contains(Self.marker), "\(path)")
                let other = try await outside.get(path)
                #expect(other.status == 404, "\(path)")
            }
        }
    }

    @Test func formsNeedTheirOwnTokenAndOrigin() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn(Self.outsider, at: intake)
            let bob = try await ConsoleBrowser.signIn(Self.insider, at: intake)
            let fields = ["title": "Trouble"]
            let refused = [
                try await ana.post("/report", fields, formToken: ""),
                try await ana.post("/report", fields, formToken: bob.token.formToken),
                try await ana.post("/report", fields, headers: [("Sec-Fetch-Site", "cross-site")]),
                try await ana.post("/report", fields, headers: [("Sec-Fetch-Site", "same-site")]),
                try await ana.post("/report", fields, headers: [("Origin", "https://evil.example")]),
                try await ana.post("/report", fields, headers: [("Origin", "null")]),
            ]
            #expect(refused.map(\.status) == [403, 403, 403, 403, 403, 403])
            // A session counts for nothing where a key is sent, nor at the doors of machines.
            let cookie = ("Cookie", "\(SessionToken.cookie)=\(ana.token.text)")
            let withKey = try await intake.send(
                "GET", "/incidents", key: "mus_wrongkey_" + String(repeating: "A", count: 43), headers: [cookie])
            #expect(withKey.status == 401)
            let machines = [
                try await intake.send("GET", "/api/v1/incidents", key: nil, headers: [cookie]),
                try await intake.send("POST", "/api/v1/alerts", key: nil, body: Array("{}".utf8), headers: [cookie]),
                try await intake.send("POST", "/v2/enqueue", key: nil, body: Array("{}".utf8), headers: [cookie]),
            ]
            #expect(machines.allSatisfy { $0.status >= 400 && $0.status < 500 })
            let list = try await intake.get("/api/v1/incidents")
            #expect(list.json["items"] == [])
            let sent = try await ana.post("/report", fields)
            #expect(sent.status == 303 && sent.headers["Location"] == "/incidents/INC-1/reported")
        }
    }

    @Test func aLinkSignsInOnceAndLeadsNowhereElse() async throws {
        try await IntakeProcess.run { intake in
            func link(_ text: String) async throws {
                try await intake.database.run(
                    sql: """
                        insert into core.sign_in_link (digest, email, name, created_by, expires_at) values (
                            decode('\(Hex.encode(sha256(text)))', 'hex'), 'ana@example.org', '<b>Ana', 'test', now() + interval '1 hour');
                        """)
            }
            try await link("one")
            let shown = try await intake.get("/sign-in/one?next=//evil.example", key: nil)
            #expect(shown.status == 200 && shown.text.contains("Sign in as &lt;b&gt;Ana"))
            #expect(!shown.text.contains("evil.example"))
            let foreign = try await ConsoleBrowser.send(
                "/sign-in/one", [:], to: intake, headers: [("Sec-Fetch-Site", "cross-site")])
            #expect(foreign.status == 403)
            let signedIn = try await ConsoleBrowser.send(
                "/sign-in/one", ["next": "https://evil.example/"], to: intake,
                headers: [("Sec-Fetch-Site", "same-origin")])
            #expect(signedIn.status == 303 && signedIn.headers["Location"] == "/incidents")
            let cookie = try #require(signedIn.headers["Set-Cookie"])
            #expect(cookie.hasPrefix("__Host-muster="))
            for word in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(word)) }
            #expect(!cookie.contains("Domain"))
            let again = try await ConsoleBrowser.send("/sign-in/one", [:], to: intake)
            #expect(again.status == 404 && again.headers["Set-Cookie"] == nil)
            let followed = try await intake.get("/sign-in/one", key: nil)
            #expect(followed.status == 404)
            // The whole link in the form, and where one wanted to go.
            try await link("two")
            let pasted = try await ConsoleBrowser.send(
                "/sign-in", ["link": "https://muster.example.org/sign-in/two?next=%2Fx", "next": "/incidents/INC-7"],
                to: intake)
            #expect(pasted.status == 303 && pasted.headers["Location"] == "/incidents/INC-7")
        }
    }

    @Test func aSessionThatIsOverIsNone() async throws {
        try await IntakeProcess.run { intake in
            for change in [
                "expires_at = now()", "used_at = now() - interval '13 hours'", "ended_at = now(), ended_by = 'op'",
            ] {
                let ana = try await ConsoleBrowser.signIn(Self.outsider, at: intake)
                let before = try await ana.get("/incidents")
                try await intake.database.run(sql: "update core.session set \(change);")
                let after = try await ana.get("/incidents")
                let form = try await ana.post("/report", ["title": "x"])
                #expect([before.status, after.status, form.status] == [200, 303, 401], "\(change)")
                try await intake.database.run(sql: "delete from core.session;")
            }
        }
    }

    @Test func peopleEndTheirOwnSessionsAlone() async throws {
        try await IntakeProcess.run { intake in
            let ana = try await ConsoleBrowser.signIn(Self.outsider, at: intake)
            let bob = try await ConsoleBrowser.signIn(Self.insider, at: intake)
            let id = try #require(
                try await intake.database.run(
                    sql: "select id from core.session where email = '\(Self.outsider)'"
                ).first)
            let foreign = try await bob.post("/sessions/\(id)/end", [:])
            #expect(foreign.status == 404)
            let page = try await ana.get("/sessions")
            #expect(page.status == 200 && page.text.contains("This browser"))
            let own = try await ana.post("/sessions/\(id)/end", [:])
            #expect(own.status == 303)
            let after = try await ana.get("/sessions")
            #expect(after.status == 303)
            let out = try await bob.post("/sign-out", [:])
            #expect(out.headers["Set-Cookie"]?.contains("Max-Age=0") == true)
            let gone = try await bob.get("/incidents")
            #expect(gone.status == 303)
        }
    }
}
