import HTTPKit

/// The forms that decide about letters. None of them does anything before its extent was shown.
struct LetterActForms: Sendable {
    /// `group`, or `id` of one letter.
    let field: String
    let value: String
    let token: String
    var attempt: FormAttempt?

    func replay(isGroup: Bool) -> FormView {
        let filler = FormFiller("replay", attempt)
        var fields = [
            filler.field(
                "as_new", "As new messages", .choice([("", "no"), ("yes", "yes")]),
                hint: "Handled even if they were done before, or are older than 90 days")
        ]
        if isGroup {
            fields =
                [
                    filler.field(
                        "first", "How many at first", hint: "To see whether they die again. Empty: all", maximum: 7),
                    filler.field("rate", "Letters a second", hint: "Empty: as fast as it goes", maximum: 8),
                ] + fields
        }
        return form(filler, "Replay", "replay", fields, button: "Show what it would do")
    }

    var discard: FormView {
        let filler = FormFiller("discard", attempt)
        return form(
            filler, "Discard", "discard",
            [
                filler.field(
                    "reason", "Why", hint: "For those who look for them later", maximum: 500, isRequired: true)
            ], button: "Show what it would give up")
    }

    var restore: FormView {
        form(FormFiller("restore", attempt), "Restore", "restore", [], button: "Show what would wait again")
    }

    private func form(
        _ filler: FormFiller, _ title: String, _ act: String, _ fields: [FieldView], button: String
    ) -> FormView {
        filler.form(
            title, to: OperationsLinks.acts, token: token, fields: fields, button: button,
            hidden: [
                FormView.Hidden(hiddenName: "act", hiddenValue: act),
                FormView.Hidden(hiddenName: field, hiddenValue: value),
            ])
    }
}
