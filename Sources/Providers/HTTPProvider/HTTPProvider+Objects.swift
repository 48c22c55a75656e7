import Capabilities
import Encodings
import JSON
import VendorCalls

/// The collections of `openapi.yaml`.
enum ObjectKind: String, CaseIterable {
    case tickets, conversations, folders, documents, groups, conferences, pages

    /// As operations are named: `ticket.create`.
    var singular: String { String(rawValue.dropLast()) }
}

// What all kinds have in common.
extension HTTPProvider {
    func find(_ kind: ObjectKind, _ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        try await find("\(kind.singular).find", in: "/\(kind.rawValue)", key)
    }

    func create(_ kind: ObjectKind, _ draft: JSONObject, _ key: EffectKey) async throws(ProviderError) -> ExternalObject
    {
        try await create("\(kind.singular).create", in: "/\(kind.rawValue)", draft, key)
    }

    func archive(_ kind: ObjectKind, _ externalID: String) async throws(ProviderError) {
        let path = "/\(kind.rawValue)/\(PercentCoding.encode(externalID))/archive"
        _ = try await exchange(VendorCall("\(kind.singular).archive", "POST", path))
    }

    func update(_ kind: ObjectKind, _ externalID: String, _ draft: JSONObject) async throws(ProviderError) {
        let path = "/\(kind.rawValue)/\(PercentCoding.encode(externalID))"
        _ = try await exchange(VendorCall("\(kind.singular).update", "PATCH", path, body: .object(draft)))
    }

    func addMember(_ email: String, _ kind: ObjectKind, _ externalID: String) async throws(ProviderError) {
        let path = "/\(kind.rawValue)/\(PercentCoding.encode(externalID))/members/\(PercentCoding.encode(email))"
        _ = try await exchange(VendorCall("\(kind.singular).add-member", "PUT", path))
    }

    func removeMember(_ email: String, _ kind: ObjectKind, _ externalID: String) async throws(ProviderError) {
        let path = "/\(kind.rawValue)/\(PercentCoding.encode(externalID))/members/\(PercentCoding.encode(email))"
        var call = VendorCall("\(kind.singular).remove-member", "DELETE", path)
        call.isDoneWhenGone = true
        _ = try await exchange(call)
    }

    func find(_ operation: String, in path: String, _ key: EffectKey) async throws(ProviderError) -> ExternalObject? {
        let call = VendorCall(operation, "GET", "\(path)?effect_key=\(PercentCoding.encode(key.description))")
        let body = try await exchange(call)
        do {
            let items = try JSONReader(JSON.parse(body)).array("items", max: 100)
            return try items.first.map(ExternalObject.init(reading:))
        } catch {
            throw ProviderError(unreadable: error, provider: name, call: call)
        }
    }

    func create(
        _ operation: String, in path: String, _ draft: JSONObject, _ key: EffectKey
    ) async throws(ProviderError) -> ExternalObject {
        var body = draft
        body["effect_key"] = .string(key.description)
        let call = VendorCall(operation, "POST", path, body: .object(body), key: key)
        let answer = try await exchange(call)
        do {
            return try ExternalObject(reading: JSONReader(JSON.parse(answer)))
        } catch {
            throw ProviderError(unreadable: error, provider: name, call: call)
        }
    }
}

extension ExternalObject {
    fileprivate init(reading reader: JSONReader) throws {
        self.init(
            externalID: try reader.string("id", length: 1...500),
            url: try reader.optionalString("url", length: 1...4000),
            address: try reader.optionalString("address", length: 3...254))
    }
}
