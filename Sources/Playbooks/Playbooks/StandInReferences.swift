import JSON
import SoclessDialect

/// Answers every deploy-time reference with a function of its own name.
struct StandInReferences: SoclessReferences {
    func value(of reference: SoclessReference) -> JSON? {
        switch (reference.source, reference.address) {
        case ("AWS", "Region"): "local"
        case ("AWS", "AccountId"): "000000000000"
        case ("self", "provider.stage"): "local"
        default: .string("arn:aws:lambda:local:000000000000:function:\(name(reference.address))")
        }
    }

    private func name(_ address: String) -> String {
        String(address.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
    }

    /// Waits whose seconds nothing answers wait no time.
    static func waiting(_ machine: JSON) -> JSON {
        switch machine {
        case .array(let elements): return .array(elements.map(waiting))
        case .object(let object):
            var result = object.mapValues(waiting)
            if object["Type"] == "Wait", object["Seconds"]?.stringValue != nil { result["Seconds"] = 0 }
            return .object(result)
        default: return machine
        }
    }
}
