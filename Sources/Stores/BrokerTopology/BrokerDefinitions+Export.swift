import Digests
import Encodings
public import JSON

extension BrokerDefinitions {
    /// RabbitMQ's own definitions, for `rabbitmqctl import_definitions`, `load_definitions` or the management API; in the
    /// same order every time.
    ///
    /// - Parameters:
    ///   - virtualHost: the virtual host that everything is in.
    ///   - passwords: password hashes by user. Users without one are left out, and their rights with them: imported without
    ///     a hash, a user that the broker has loses its password, and a right without its user is an error.
    public func export(virtualHost: String, passwords: [String: PasswordHash] = [:]) -> JSON {
        var exported = self
        exported.users.removeAll { passwords[$0.name] == nil }
        exported.permissions.removeAll { passwords[$0.user] == nil }
        exported.topicPermissions.removeAll { passwords[$0.user] == nil }
        return exported.document(virtualHost: virtualHost, passwords: passwords)
    }

    private func document(virtualHost: String, passwords: [String: PasswordHash]) -> JSON {
        let vhost = JSON.string(virtualHost)
        func inside(_ members: JSONObject) -> JSON {
            var members = members
            members["vhost"] = vhost
            return .object(members)
        }
        return [
            "vhosts": [["name": vhost]],
            "users": .array(users.map { .object($0.exported(password: passwords[$0.name])) }),
            "permissions": .array(permissions.map { inside($0.exported) }),
            "topic_permissions": .array(topicPermissions.map { inside($0.exported) }),
            "exchanges": .array(exchanges.map { inside($0.exported) }),
            "queues": .array(queues.map { inside($0.exported) }),
            "bindings": .array(bindings.map { inside($0.exported) }),
            "policies": .array(policies.map { inside($0.exported) }),
        ]
    }

    /// SHA-256 over everything but passwords and the name of the virtual host, in hexadecimal digits: what `apply`
    /// records, and what tells two topologies apart.
    public var digest: String { Hex.encode(sha256(document(virtualHost: "", passwords: [:]).bytes(.canonical))) }
}

extension BrokerDefinitions.Exchange {
    var exported: JSONObject {
        [
            "name": .string(name), "type": .string(type), "durable": .bool(isDurable), "auto_delete": false,
            "internal": .bool(isInternal), "arguments": .object(arguments),
        ]
    }
}

extension BrokerDefinitions.Queue {
    var exported: JSONObject {
        ["name": .string(name), "durable": .bool(isDurable), "auto_delete": false, "arguments": .object(arguments)]
    }
}

extension BrokerDefinitions.Binding {
    var exported: JSONObject {
        [
            "source": .string(source), "destination": .string(destination),
            "destination_type": .string(destinationType), "routing_key": .string(routingKey),
            "arguments": .object(arguments),
        ]
    }
}

extension BrokerDefinitions.Policy {
    var exported: JSONObject {
        [
            "name": .string(name), "pattern": .string(pattern), "apply-to": .string(appliesTo),
            "priority": .int(priority), "definition": .object(definition),
        ]
    }
}

extension BrokerDefinitions.User {
    func exported(password: PasswordHash?) -> JSONObject {
        [
            "name": .string(name), "tags": .array(tags.map(JSON.string)),
            "password_hash": .string(password?.text ?? ""), "hashing_algorithm": .string(PasswordHash.algorithm),
        ]
    }
}

extension BrokerDefinitions.Permission {
    var exported: JSONObject {
        [
            "user": .string(user), "configure": .string(configure), "write": .string(write), "read": .string(read),
        ]
    }
}

extension BrokerDefinitions.TopicPermission {
    var exported: JSONObject {
        ["user": .string(user), "exchange": .string(exchange), "write": .string(write), "read": .string(read)]
    }
}
