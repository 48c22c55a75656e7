public import JSON

/// What can be said about the templates of a playbook before anything runs.
public enum TemplateSyntax {
    /// The strings of parameters that cannot be read, with their places inside of the value.
    public static func faults(
        in parameters: JSON, limits: TemplateLimits = .default
    ) -> [(pointer: JSONPointer, error: TemplateError)] {
        var faults: [(pointer: JSONPointer, error: TemplateError)] = []
        collect(parameters, JSONPointer(), limits, &faults)
        return faults
    }

    private static func collect(
        _ json: JSON, _ pointer: JSONPointer, _ limits: TemplateLimits,
        _ faults: inout [(pointer: JSONPointer, error: TemplateError)]
    ) {
        switch json {
        case .string(let text):
            if let error = fault(in: text, limits) { faults.append((pointer, error)) }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                collect(element, pointer.appending(index), limits, &faults)
            }
        case .object(let object):
            for (key, value) in object { collect(value, pointer.appending(key), limits, &faults) }
        default: break
        }
    }

    private static func fault(in text: String, _ limits: TemplateLimits) -> TemplateError? {
        // Deploy-time references are gone before anything is resolved.
        guard !text.contains("${") else { return nil }
        let template: String
        switch ParameterReference(text) {
        case .vault: return nil
        case .path(let path, let conversion):
            if let conversion, conversion != "json" {
                return TemplateError(.unsupported, "the conversion !\(conversion): there is only !json")
            }
            template = "{{context\(path)}}"
        case .template(let written): template = written
        }
        do throws(TemplateError) {
            _ = try Parser.parse(template, .native, limits: limits)
            return nil
        } catch {
            return error
        }
    }
}
