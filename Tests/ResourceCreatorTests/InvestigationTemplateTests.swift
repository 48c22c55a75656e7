import Testing
import WorkerKit

@testable import ResourceCreator

@Suite struct InvestigationTemplateTests {
    private func fields(
        title: String = "Payments are refused", description: String = "Every third card fails."
    ) -> TemplateFields {
        TemplateFields(
            exampleResponse(title: title, description: description), faq: "https://example.org/faq",
            publicURL: "https://muster.example.org")
    }

    @Test func theStandardDocumentSaysWhatIsKnown() throws {
        let text = try InvestigationTemplate(InvestigationTemplate.standardDocument, of: "outage").document(fields())
        #expect(text.hasPrefix("# INC-17: Payments are refused\n"))
        #expect(text.contains("| Commander | Primary On-call <primary-oncall@example.org> |"))
        #expect(text.contains("https://muster.example.org/incidents/INC-17"))
        #expect(text.contains("Every third card fails."))
        #expect(text.contains("- Primary On-call <primary-oncall@example.org>: incident commander, Payments\n"))
        #expect(text.contains("- Reporter <reporter@example.org>: reporter\n"))
        #expect(!text.contains("{{"))
    }

    @Test func whoReportedIsLeftOutWhenNobodyDid() throws {
        let template = try InvestigationTemplate(InvestigationTemplate.standardDocument, of: "outage")
        #expect(template.document(fields()).contains("\n| Reporter | Reporter <reporter@example.org> |\n\n"))
        let unreported = TemplateFields(
            exampleResponse(isReported: false), faq: nil, publicURL: "https://muster.example.org")
        let text = template.document(unreported)
        #expect(text.contains("<primary-oncall@example.org> |\n\n## What was reported"))
        #expect(!text.contains("| Reporter |"))
    }

    @Test func valuesAreNotEscapedForHTML() throws {
        let text = try InvestigationTemplate("{{incident.title}}", of: "outage").document(
            fields(title: "a < b & \"c\""))
        #expect(text == "a < b & \"c\"")
    }

    @Test func valuesInsideSectionsAreNotEscapedEither() throws {
        let template = "{{#incident.participants}}<{{email}}>{{/incident.participants}}"
        let text = try InvestigationTemplate(template, of: "outage").document(fields())
        #expect(text == "<primary-oncall@example.org><reporter@example.org>")
    }

    @Test func valuesAreNotReadAsTemplates() throws {
        let title = "{{incident.description}} {{#incident.participants}}x{{/incident.participants}} {{{incident.url}}}"
        let text = try InvestigationTemplate("{{incident.title}}", of: "outage").document(fields(title: title))
        #expect(text == title)
    }

    @Test func aTitleIsOneLine() throws {
        let text = try InvestigationTemplate("# {{incident.title}}", of: "outage")
            .document(fields(title: "one\n# two\r\nthree"))
        #expect(text == "# one # two three")
    }

    @Test func theStandardSheetBeginsWithItsHeader() throws {
        let text = try InvestigationTemplate(InvestigationTemplate.standardSheet, of: "outage").sheet(fields())
        #expect(text == "system,environment,owner,impact,state,first_seen,contained_at,notes\n")
    }

    @Test func valuesOfASheetAreWholeCellsAndNoFormulas() throws {
        let template = "title,reported\n{{incident.title}},{{incident.reported}}\n"
        let text = try InvestigationTemplate(template, of: "outage").sheet(fields(title: "=HYPERLINK(\"x\",1)"))
        #expect(text == "title,reported\n\"'=HYPERLINK(\"\"x\"\",1)\",2026-01-05T09:00:00.000Z\n")
    }

    @Test func valuesOfPeopleInASheetAreCellsToo() throws {
        var fields = fields()
        fields.participants[0].name = "+Nobody, really"
        let template = "{{#incident.participants}}{{name}}\n{{/incident.participants}}"
        #expect(
            try InvestigationTemplate(template, of: "outage").sheet(fields) == "\"'+Nobody, really\"\nReporter\n")
    }

    @Test func aTemplateThatCannotBeReadSaysWhose() {
        #expect {
            _ = try InvestigationTemplate("{{#incident.title}}", of: "outage")
        } throws: { error in
            guard let failure = error as? Failure else { return false }
            return failure.code == "template" && failure.remedy == .deadLetter && failure.detail.contains("`outage`")
        }
    }
}
