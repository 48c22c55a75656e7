import FoundationEssentials
import JSON
import YAML

/// A file of `Topology/`: the decoders are those of JSON, the errors name file and line.
struct TopologyFile {
    private let document: YAMLDocument

    /// The value of the whole file.
    var json: JSON { document.root }

    /// - Parameters:
    ///   - path: where the file is.
    ///   - name: what errors call it.
    init(path: String, named name: String) throws(TopologyError) {
        guard let data = FileManager.default.contents(atPath: path), data.count <= 1 << 20,
            let text = String(bytes: data, encoding: .utf8)
        else { throw TopologyError(.invalidTopology, "\(name) cannot be read at \(path).") }
        do {
            document = try YAMLDocument(text, named: name)
        } catch {
            throw TopologyError(.invalidTopology, "\(error)")
        }
    }

    /// Reads the whole document. An error names the line of the value that is wrong, or of the one that lacks a member.
    func decode<Result>(_ body: (JSONReader) throws -> Result) throws(TopologyError) -> Result {
        do {
            return try body(JSONReader(json))
        } catch let error as JSONDecodingError {
            throw self.error(at: document.place(of: error), "\(error)")
        } catch {
            throw TopologyError(.invalidTopology, "\(document.name): \(error).")
        }
    }

    /// The error that the value at a place is wrong.
    func error(at pointer: JSONPointer, _ message: String) -> TopologyError {
        error(at: document.place(of: pointer), message)
    }

    private func error(at place: YAMLPlace?, _ message: String) -> TopologyError {
        TopologyError(.invalidTopology, "\(document.name):\(place?.line ?? 1): \(message).")
    }
}
