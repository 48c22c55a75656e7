import HTTPKit

/// Fills a form in: with what somebody sent and has to mend, or with what it begins with.
struct FormFiller: Sendable {
    let id: String
    private let attempt: FormAttempt?

    init(_ id: String, _ attempt: FormAttempt?) {
        self.id = id
        self.attempt = attempt?.form == id ? attempt : nil
    }

    /// Whether it has to be mended.
    var isAgain: Bool { attempt != nil }

    /// What a field has that nobody sees.
    func hidden(_ name: String, _ value: String) -> FormView.Hidden {
        FormView.Hidden(hiddenName: name, hiddenValue: attempt?.body[name] ?? value)
    }

    func field(
        _ name: String, _ label: String, _ kind: FieldView.Kind = .line(), value: String = "", hint: String? = nil,
        maximum: Int = 200, isRequired: Bool = false
    ) -> FieldView {
        FieldView(
            name, of: id, label, kind, value: attempt?.body[name] ?? value, fault: attempt?.faults.fields[name],
            hint: hint, maximum: maximum, isRequired: isRequired)
    }

    /// The form with its fields.
    func form(
        _ title: String, to action: String, token: String?, fields: [FieldView], button: String,
        hidden: [FormView.Hidden] = []
    ) -> FormView {
        var form = FormView(id, to: action, token: token, button: button)
        form.formTitle = title
        form.fields = fields
        form.hidden = hidden
        form.isOpen = isAgain
        form.formFault = attempt?.faults.rest(besides: fields.map(\.fieldName))
        return form
    }
}
