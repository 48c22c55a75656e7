import JSON
import Testing

@testable import Organisation

@Suite struct AlertSourceTests {
    private func source(_ members: (String, JSON)...) throws -> AlertSource {
        var json: JSONObject = ["name": "a"]
        for (key, value) in members { json[key] = value }
        return try AlertSource(JSONReader(.object(json)))
    }

    private func problem(_ member: (String, JSON)) -> String {
        do {
            _ = try source(member)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func whatIsWrongIsNamed() {
        let cases: [((String, JSON), String)] = [
            (("title", "{{nothing}}"), "{{labels.NAME}}"), (("dedup_key", "{{title"), "{{title}}"),
            (("severities", ["P1": "terrible"]), "critical"), (("mail", ["address": "nobody"]), "a mail address"),
            (("mail", ["address": "a@b", "senders": ["x y"]]), "a mail address or a domain"),
            (("topics", ["arn:aws:sqs:eu-west-1:123456789012:q"]), "the ARN of a topic"),
            (("signature", ["secret_variables": ["MUSTER_DATABASE_URL"]]), "ends in _SECRET"),
            (("signature", ["secret_variables": []]), "at least one variable"),
            (("signature", ["header": "Cookie", "secret_variables": ["A_SECRET"]]), "a header of the source's own"),
        ]
        for (member, text) in cases { #expect(problem(member).contains(text), "\(problem(member))") }
    }

    @Test func placesOfATemplateAreFilled() throws {
        let template = try #require(SourceTemplate("a {{ labels.b }}-{{title}}{{url}}"))
        let line = template.line { value in
            switch value {
            case .label("b"): "B"
            case .title: "T"
            default: nil
            }
        }
        #expect(line.text == "a B-T")
        #expect(!line.isWhole)
        #expect(SourceTemplate("{{labels.}}") == nil)
        let plain = try #require(SourceTemplate("plain"))
        #expect(plain.line { _ in nil }.isWhole)
    }

    @Test func sendersAreAddressesAndDomains() {
        let senders = MailSenders(["Example.org", "a@b.net"])
        #expect(senders.include("x@EXAMPLE.org") && senders.include("A@b.net"))
        #expect(!senders.include("x@sub.example.org") && !senders.include("c@b.net") && !senders.include(""))
        #expect(MailSenders([]).include("anybody@x"))
        let reports = MailReports(address: "h@x")
        #expect(!reports.include("anybody@x", in: OrganisationConfiguration()), "people only, unless it says more")
    }

    @Test func anAddressIsOfOneAlone() throws {
        var organisation = OrganisationConfiguration()
        organisation.sources = [try source(("mail", ["address": "A@x.org"])), AlertSource(name: "b")]
        organisation.sources[1].mail = SourceMail(address: "a@X.org")
        let place = ConfigurationPlace(path: JSONPointer(tokens: []))
        #expect(throws: JSONDecodingError.self) { try ConfigurationSection.sources.check(organisation, place) }
        organisation.sources[1].mail = SourceMail(address: "b@x.org")
        #expect(throws: Never.self) { try ConfigurationSection.sources.check(organisation, place) }
        organisation.mailReports = MailReports(address: "b@x.org")
        #expect(throws: JSONDecodingError.self) { try ConfigurationSection.sources.check(organisation, place) }
    }
}
