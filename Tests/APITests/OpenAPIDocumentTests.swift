import JSON
import Testing

@testable import API

@Suite struct OpenAPIDocumentTests {
    @Test func everyReferenceIsThere() throws {
        let document = try OpenAPIDocument.json()
        var references: [String] = []
        collect(document, &references)
        #expect(references.count > 40)
        for reference in references {
            let target = reference.split(separator: "/").dropFirst().reduce(document as JSON?) { $0?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
    }

    private func collect(_ json: JSON, _ references: inout [String]) {
        for (name, value) in json.objectValue ?? [:] {
            if name == "$ref", let reference = value.stringValue { references.append(reference) }
            collect(value, &references)
        }
        for element in json.arrayValue ?? [] { collect(element, &references) }
    }
}
