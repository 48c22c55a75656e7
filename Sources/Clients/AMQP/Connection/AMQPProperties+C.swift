internal import CRabbitMQ
internal import Glibc

extension AMQPProperties {
    /// The properties for one call, in the memory of `arena`.
    func encoded(in arena: Arena) -> amqp_basic_properties_t {
        var result = unsafe amqp_basic_properties_t()
        var flags = AMQP_BASIC_DELIVERY_MODE_FLAG
        unsafe result.delivery_mode = isPersistent ? 2 : 1
        func set(_ text: String?, _ flag: Int32, _ field: inout amqp_bytes_t) {
            guard let text else { return }
            flags |= flag
            unsafe field = arena.bytes(text)
        }
        unsafe set(contentType, AMQP_BASIC_CONTENT_TYPE_FLAG, &result.content_type)
        unsafe set(contentEncoding, AMQP_BASIC_CONTENT_ENCODING_FLAG, &result.content_encoding)
        unsafe set(correlationID, AMQP_BASIC_CORRELATION_ID_FLAG, &result.correlation_id)
        unsafe set(replyTo, AMQP_BASIC_REPLY_TO_FLAG, &result.reply_to)
        unsafe set(expiration, AMQP_BASIC_EXPIRATION_FLAG, &result.expiration)
        unsafe set(messageID, AMQP_BASIC_MESSAGE_ID_FLAG, &result.message_id)
        unsafe set(type, AMQP_BASIC_TYPE_FLAG, &result.type)
        unsafe set(userID, AMQP_BASIC_USER_ID_FLAG, &result.user_id)
        unsafe set(appID, AMQP_BASIC_APP_ID_FLAG, &result.app_id)
        if let priority {
            flags |= AMQP_BASIC_PRIORITY_FLAG
            unsafe result.priority = priority
        }
        if let timestamp {
            flags |= AMQP_BASIC_TIMESTAMP_FLAG
            unsafe result.timestamp = UInt64(clamping: timestamp)
        }
        if !headers.isEmpty {
            flags |= AMQP_BASIC_HEADERS_FLAG
            unsafe result.headers = arena.table(headers)
        }
        unsafe result._flags = amqp_flags_t(flags)
        return unsafe result
    }

    /// Copies the properties of a received message.
    init(_ source: amqp_basic_properties_t, _ names: inout KnownStrings) {
        self.init(isPersistent: false)
        let flags = unsafe Int32(bitPattern: source._flags)
        func has(_ flag: Int32) -> Bool { flags & flag != 0 }
        isPersistent = unsafe has(AMQP_BASIC_DELIVERY_MODE_FLAG) && source.delivery_mode == 2
        if has(AMQP_BASIC_CONTENT_TYPE_FLAG) { contentType = unsafe names.contentType.string(source.content_type) }
        if has(AMQP_BASIC_CONTENT_ENCODING_FLAG) { contentEncoding = unsafe String(source.content_encoding) }
        if has(AMQP_BASIC_HEADERS_FLAG) { headers = unsafe [String: AMQPFieldValue](source.headers, depth: 0) }
        if has(AMQP_BASIC_PRIORITY_FLAG) { priority = unsafe source.priority }
        if has(AMQP_BASIC_CORRELATION_ID_FLAG) { correlationID = unsafe String(source.correlation_id) }
        if has(AMQP_BASIC_REPLY_TO_FLAG) { replyTo = unsafe String(source.reply_to) }
        if has(AMQP_BASIC_EXPIRATION_FLAG) { expiration = unsafe String(source.expiration) }
        if has(AMQP_BASIC_MESSAGE_ID_FLAG) { messageID = unsafe String(source.message_id) }
        if has(AMQP_BASIC_TIMESTAMP_FLAG) { timestamp = unsafe Int64(clamping: source.timestamp) }
        if has(AMQP_BASIC_TYPE_FLAG) { type = unsafe names.type.string(source.type) }
        if has(AMQP_BASIC_USER_ID_FLAG) { userID = unsafe String(source.user_id) }
        if has(AMQP_BASIC_APP_ID_FLAG) { appID = unsafe names.appID.string(source.app_id) }
    }
}

/// Strings that most messages share with the message before, so that they are not copied for each.
struct KnownStrings {
    var exchange = KnownString()
    var routingKey = KnownString()
    var contentType = KnownString()
    var type = KnownString()
    var appID = KnownString()
}

/// The last string seen in one place.
struct KnownString {
    private var last = ""

    mutating func string(_ bytes: amqp_bytes_t) -> String {
        let source = unsafe bytes.buffer
        let isSame = unsafe last.utf8.withContiguousStorageIfAvailable { known in
            guard known.count == source.count else { return false }
            guard let left = known.baseAddress, let right = source.baseAddress else { return known.isEmpty }
            return unsafe memcmp(left, right, source.count) == 0
        }
        if isSame != true { unsafe last = String(bytes) }
        return last
    }
}
