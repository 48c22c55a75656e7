import HTTPKit
import IncidentDesk
import JSON
import PeopleDesk
import Testing

@testable import Console

@Suite struct FormFaultsTests {
    private func faults(_ read: () throws -> Void) -> FormFaults? {
        do {
            try read()
            return nil
        } catch {
            return FormFaults(error)
        }
    }

    @Test func whatADeskRefusesStandsAtItsField() throws {
        let body = FormBody(["title": String(repeating: "x", count: 201)])
        let found = try #require(faults { _ = try ReportRequest(body.request(["title"])) })
        #expect(found.whole == nil)
        #expect(found.fields.keys.sorted() == ["title"])
        let empty = try #require(faults { _ = try StatusReportRequest(FormBody([:]).request(["conditions"])) })
        #expect(empty.fields.keys.sorted() == ["conditions"])
    }

    @Test func whatNoFieldShowsStandsAboveThem() {
        let faults = FormFaults(whole: "No.", fields: ["title": "Too long.", "other": "Gone."])
        #expect(faults.rest(besides: ["title"]) == "No. Gone.")
        #expect(FormFaults(whole: nil, fields: ["title": "x"]).rest(besides: ["title"]) == nil)
    }

    @Test func whatNoFormMendsIsAPageOfItsOwn() {
        #expect(FormFaults(IncidentDeskError.noIncident("INC-1")) == nil)
        #expect(FormFaults(CancellationError()) == nil)
    }

    @Test func refusalsSpeakOfTheFormAndNotOfCommands() throws {
        let texts = [
            "INC-1 is not closed before it is tagged with cause (`muster incident tag INC-1 cause:…`), or insist and say why (`--insist REASON`)",
            "a@b leads INC-1: hand over the command (`muster incident role INC-1 incident_commander EMAIL`) first, or insist",
            "there is no such page; `muster page list` shows those that there are",
        ]
        let sentences = texts.map(FormFaults.sentence)
        for sentence in sentences {
            #expect(!sentence.contains("muster") && !sentence.contains("--") && !sentence.contains("`"), "\(sentence)")
        }
        #expect(
            sentences[0]
                == "INC-1 is not closed before it is tagged with cause, or say here why it is done all the same.")
        #expect(sentences[1] == "A@b leads INC-1: hand over the command first, or choose here to leave all the same.")
        #expect(sentences[2] == "There is no such page.")
    }

    @Test func emptyFieldsThatMayBeAreLeftOut() throws {
        let reader = FormBody(["a": " x ", "b": "", "c": "  "]).request(["a", "b"], optional: ["c", "d"])
        #expect(reader.value == ["a": "x", "b": ""])
    }
}
