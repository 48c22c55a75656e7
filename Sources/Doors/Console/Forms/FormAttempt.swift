import HTTPKit
import JSON

/// A form that was sent and could not be used: it is shown again with what it said.
struct FormAttempt: Sendable {
    /// The id of the form.
    let form: String
    /// What it said.
    let body: FormBody
    /// What is wrong with it.
    let faults: FormFaults
}

extension FormBody {
    /// The fields as the desks read requests.
    /// - Parameters:
    ///   - required: fields that are there also when they are empty.
    ///   - optional: fields that are left out when they are empty.
    ///   - more: what the request says besides.
    func request(_ required: [String], optional: [String] = [], and more: JSONObject = [:]) -> JSONReader {
        var object = more
        for name in required { object[name] = .string(self[name]) }
        for name in optional where !self[name].isEmpty { object[name] = .string(self[name]) }
        return JSONReader(.object(object))
    }
}
