public import HTTPTypes
public import Hummingbird
public import HummingbirdCore

/// Tells a wrong method (405, with the right ones) from a wrong address (404).
public struct AllowedMethods: Sendable {
    private struct Pattern: Sendable {
        /// `nil` stands for any one component.
        var components: [String?]
        var method: HTTPRequest.Method
    }

    private let patterns: [Pattern]

    /// - Parameter routes: path and method of each route; components that begin with `:` or `{` or are `*` match anything.
    public init(_ routes: [(path: String, method: HTTPRequest.Method)]) {
        patterns = routes.map { route in
            Pattern(
                components: route.path.split(separator: "/").map { component in
                    component.hasPrefix(":") || component.hasPrefix("{") || component.hasPrefix("*")
                        ? nil : String(component)
                }, method: route.method)
        }
    }

    /// The methods that an address has; none for an address that does not exist. Of several paths that match it is the one
    /// that names most of it, as for the router.
    public func methods(of path: String) -> [HTTPRequest.Method] {
        let components = path.split(separator: "/").map(String.init)
        let matching = patterns.filter { pattern in
            pattern.components.count == components.count
                && zip(pattern.components, components).allSatisfy { $0 == nil || $0 == $1 }
        }
        let named = matching.map { pattern in pattern.components.map { $0 == nil ? "1" : "0" }.joined() }
        guard let closest = named.min() else { return [] }
        return zip(named, matching).filter { $0.0 == closest }.map(\.1.method)
    }
}

/// Answers what no route answers.
public struct FallbackResponder<Next: HTTPResponder<APIContext>>: HTTPResponder {
    private let next: Next
    private let allowed: AllowedMethods

    /// - Parameters:
    ///   - next: the routes.
    ///   - allowed: the methods of each of their addresses.
    public init(next: Next, allowed: AllowedMethods) {
        self.next = next
        self.allowed = allowed
    }

    /// Answers as the routes do; 405 with the right methods where they have another one.
    public func respond(to request: Request, context: APIContext) async throws -> Response {
        let response = try await next.respond(to: request, context: context)
        guard response.status == .notFound, context.endpointIsMissing else { return response }
        let methods = allowed.methods(of: request.uri.path)
        guard !methods.isEmpty, !methods.contains(request.method) else { return response }
        let names = methods.map(\.rawValue).sorted().joined(separator: ", ")
        var answer = Problem(
            .methodNotAllowed, "this address answers \(names) and not \(request.method.rawValue)",
            headers: [.allow: names]
        ).response
        for field in response.headers where answer.headers[field.name] == nil { answer.headers.append(field) }
        return answer
    }
}

extension APIContext {
    fileprivate var endpointIsMissing: Bool { endpointPath == nil || endpointPath == "NotFound" }
}
