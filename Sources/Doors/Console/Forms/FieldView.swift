/// A field of a form, with what stands in it and what is wrong with it.
struct FieldView: Sendable {
    /// What somebody can choose.
    struct Choice: Sendable {
        let choiceValue: String
        let choiceLabel: String
        let isChosen: Bool
    }

    /// How it is filled in.
    enum Kind: Sendable {
        /// One line.
        case line(options: [String] = [])
        /// Lines.
        case text(rows: Int)
        /// One of a list: values with what people read.
        case choice([(value: String, label: String)])
    }

    let fieldID: String
    let fieldName: String
    let label: String
    let hint: String?
    let fault: String?
    let value: String
    let maximum: Int
    let rows: Int
    let isRequired: Bool
    let isInvalid: Bool
    let isLine: Bool
    let isText: Bool
    let isChoice: Bool
    let describedBy: String?
    let choices: [Choice]
    let hasOptions: Bool
    let options: [String]

    /// - Parameters:
    ///   - form: the id of the form that it belongs to.
    ///   - maximum: characters at most.
    init(
        _ name: String, of form: String, _ label: String, _ kind: Kind = .line(), value: String, fault: String?,
        hint: String? = nil, maximum: Int = 200, isRequired: Bool = false
    ) {
        fieldName = name
        fieldID = "\(form)-\(name)"
        self.label = label
        self.hint = hint
        self.fault = fault
        self.value = value
        self.maximum = maximum
        self.isRequired = isRequired
        isInvalid = fault != nil
        let describing = [hint.map { _ in "\(form)-\(name)-hint" }, fault.map { _ in "\(form)-\(name)-fault" }]
            .compactMap(\.self)
        describedBy = describing.isEmpty ? nil : describing.joined(separator: " ")
        var lines = 1
        var known: [String] = []
        var list: [(value: String, label: String)] = []
        switch kind {
        case .line(let options): known = options
        case .text(let rows): lines = rows
        case .choice(let all): list = all
        }
        if case .line = kind { isLine = true } else { isLine = false }
        if case .text = kind { isText = true } else { isText = false }
        if case .choice = kind { isChoice = true } else { isChoice = false }
        rows = lines
        options = known
        hasOptions = !known.isEmpty
        choices = list.map { Choice(choiceValue: $0.value, choiceLabel: $0.label, isChosen: $0.value == value) }
    }
}
