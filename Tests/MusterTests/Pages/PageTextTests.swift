import JSON
import Testing

@testable import Muster

/// What people read after they have answered a page.
@Suite struct PageTextTests {
    private func answer(_ escalation: String, changed: Bool = true, inHand: [String] = []) -> JSON {
        [
            "incident": "INC-7", "decided_by": "ana@example.org", "escalation": .string(escalation),
            "changed": .bool(changed), "in_hand": .array(inHand.map { .string($0) }),
        ]
    }

    @Test(arguments: [
        ("acknowledged", "INC-7 is taken by ana@example.org; nobody else is paged."),
        ("resolved", "INC-7 needs nobody any more, says ana@example.org."),
        ("stopped", "INC-7 needs nobody any more."),
        ("open", "INC-7 looks for somebody: the next page goes out now."),
    ])
    func saysWhatItCameTo(escalation: String, text: String) {
        #expect(PageText.decided(answer(escalation)) == text)
        #expect(PageText.decided(answer(escalation, changed: false)) == "Nothing was changed. \(text)")
    }

    @Test func aSnoozeIsNotCalledTaken() {
        #expect(
            PageText.decided(answer("acknowledged"), snoozedUntil: "2026-07-06T08:00:00Z")
                == "INC-7 pages nobody until 2026-07-06T08:00:00Z; then the steps begin again.")
    }

    @Test func namesWhatMayStillArrive() {
        #expect(
            PageText.decided(answer("acknowledged", inHand: ["ben@example.org by mail"])).hasSuffix(
                "\nOn their way already, and may still arrive: ben@example.org by mail."))
    }
}
