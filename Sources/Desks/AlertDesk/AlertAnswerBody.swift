import Encodings
import FoundationEssentials
import JSON
import PlaybookDesk

/// Writes the body of an answer to alerts directly, without a value in between: it is the busiest answer of all.
public enum AlertAnswerBody {
    /// JSON.
    public static func bytes(_ receipts: [AlertReceipt], rejections: [ParsedAlerts.Rejection]) -> [UInt8] {
        let serializer = JSONSerializer()
        var body: [UInt8] = []
        body.reserveCapacity(64 + receipts.count * 140)
        body.append(contentsOf: "{\"accepted\":\(receipts.count),\"rejected\":".utf8)
        serializer.append(.array(rejections.map(\.json)), to: &body)
        body.append(contentsOf: ",\"alerts\":[".utf8)
        for (index, receipt) in receipts.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            body.append(contentsOf: "{\"id\":".utf8)
            append(receipt.id, to: &body)
            body.append(contentsOf: ",\"dedup_key\":".utf8)
            serializer.append(.string(receipt.dedupKey), to: &body)
            body.append(contentsOf: ",\"deduplicated\":\(receipt.deduplicated),\"note\":".utf8)
            serializer.append(.optional(receipt.note), to: &body)
            body.append(contentsOf: ",\"playbook\":".utf8)
            serializer.append(receipt.started?.json ?? .null, to: &body)
            body.append(UInt8(ascii: "}"))
        }
        body.append(contentsOf: "]}".utf8)
        return body
    }

    private static func append(_ id: UUID?, to body: inout [UInt8]) {
        guard let id else {
            body.append(contentsOf: "null".utf8)
            return
        }
        body.append(UInt8(ascii: "\""))
        body.append(contentsOf: UUIDText.string(from: id).utf8)
        body.append(UInt8(ascii: "\""))
    }
}
