import CCurl
import Pacing

/// Writes the options of an easy handle; remembers the first that libcurl refuses.
@unsafe struct TransferOptions {
    let handle: UnsafeMutableRawPointer
    let context: UnsafeMutableRawPointer
    let errorText: UnsafeMutablePointer<CChar>
    private(set) var failure = CURLE_OK
    /// Lists that must live as long as the handle.
    private(set) var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

    init(handle: UnsafeMutableRawPointer, context: UnsafeMutableRawPointer, errorText: UnsafeMutablePointer<CChar>) {
        unsafe self.handle = unsafe handle
        unsafe self.context = unsafe context
        unsafe self.errorText = unsafe errorText
    }

    mutating func setCommon(_ plan: TransferPlan) {
        unsafe check(curl_set_pointer(handle, CURLOPT_PRIVATE, context))
        unsafe check(curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
        unsafe set(CURLOPT_NOSIGNAL, 1)
        // A name that is still being looked up must not hold up the thread when its transfer ends.
        unsafe set(CURLOPT_QUICK_EXIT, 1)
        unsafe set(CURLOPT_URL, plan.destination.text)
        unsafe set(CURLOPT_PROTOCOLS_STR, plan.destination.scheme)
        unsafe set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        unsafe set(CURLOPT_FOLLOWLOCATION, 0)
        unsafe set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        unsafe set(CURLOPT_SSL_VERIFYPEER, 1)
        unsafe set(CURLOPT_SSL_VERIFYHOST, 2)
        unsafe set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        unsafe set(CURLOPT_TCP_KEEPALIVE, 1)
        unsafe set(CURLOPT_MAXAGE_CONN, 60)
        unsafe set(CURLOPT_MAXLIFETIME_CONN, 600)
        // Empty, not unset: the environment's http_proxy and no_proxy must not decide.
        unsafe set(CURLOPT_PROXY, plan.proxy ?? "")
        unsafe set(CURLOPT_NOPROXY, "")
        unsafe set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        unsafe setTimes(ContinuousClock.now.duration(to: plan.deadline))
        unsafe setCallbacks()
    }

    mutating func setRequest(_ request: HTTPRequest, _ plan: TransferPlan) {
        unsafe set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        unsafe set(CURLOPT_PIPEWAIT, 1)
        if let caFile = plan.policy.caFile { unsafe set(CURLOPT_CAINFO, caFile) }
        unsafe set(CURLOPT_USERAGENT, plan.userAgent)
        unsafe check(curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, max(1, request.maximumResponseBytes)))
        var lines = request.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        lines.append("Expect:")
        if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        unsafe setList(CURLOPT_HTTPHEADER, lines)
        unsafe setBody(request)
    }

    private mutating func setBody(_ request: HTTPRequest) {
        if request.method == "HEAD" {
            unsafe set(CURLOPT_NOBODY, 1)
            return
        }
        if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
            unsafe set(CURLOPT_POST, 1)
            unsafe check(curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count))
            // Never null: libcurl would read the body from standard input.
            let body = request.body.isEmpty ? [0] : request.body
            unsafe body.withUnsafeBytes { bytes in
                let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                unsafe check(curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, start))
            }
        }
        unsafe set(CURLOPT_CUSTOMREQUEST, request.method)
    }

    mutating func setMail(_ mail: MailMessage, _ server: SMTPServer, _ plan: TransferPlan, size: Int) {
        unsafe set(CURLOPT_USE_SSL, Int((server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL).rawValue))
        if let caFile = server.caFile ?? plan.policy.caFile { unsafe set(CURLOPT_CAINFO, caFile) }
        if let user = server.user, let password = server.password {
            unsafe set(CURLOPT_USERNAME, user)
            unsafe set(CURLOPT_PASSWORD, password)
            unsafe set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
            unsafe set(CURLOPT_SASL_IR, 1)
        }
        unsafe set(CURLOPT_MAIL_FROM, mail.sender)
        unsafe setList(CURLOPT_MAIL_RCPT, mail.recipients)
        unsafe set(CURLOPT_UPLOAD, 1)
        unsafe check(curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, size))
        unsafe check(curl_set_data_function(handle, CURLOPT_READFUNCTION, readMail))
        unsafe check(curl_set_pointer(handle, CURLOPT_READDATA, context))
    }

    private mutating func setTimes(_ rest: Duration) {
        let milliseconds = min(max(rest.milliseconds, 1), Int64(Int32.max))
        unsafe set(CURLOPT_TIMEOUT_MS, Int(milliseconds))
        unsafe set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(milliseconds, 5000)))
        // Also bounds the farewell to a mail server, for which libcurl holds up the thread.
        unsafe set(CURLOPT_SERVER_RESPONSE_TIMEOUT, Int(min(max(milliseconds / 1000, 1), 10)))
    }

    private mutating func setCallbacks() {
        unsafe check(curl_set_data_function(handle, CURLOPT_WRITEFUNCTION, receiveBody))
        unsafe check(curl_set_pointer(handle, CURLOPT_WRITEDATA, context))
        unsafe check(curl_set_data_function(handle, CURLOPT_HEADERFUNCTION, receiveHeader))
        unsafe check(curl_set_pointer(handle, CURLOPT_HEADERDATA, context))
        unsafe check(curl_set_open_socket(handle, openSocket))
        unsafe check(curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context))
        unsafe check(curl_set_prerequest(handle, startRequest))
        unsafe check(curl_set_pointer(handle, CURLOPT_PREREQDATA, context))
    }

    private mutating func set(_ option: CURLoption, _ value: Int) {
        unsafe check(curl_set_long(handle, option, value))
    }

    private mutating func set(_ option: CURLoption, _ value: String) {
        unsafe check(curl_set_string(handle, option, value))
    }

    private mutating func setList(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else { break }
            unsafe list = unsafe longer
        }
        guard let list = unsafe list else { return }
        unsafe lists.append(list)
        unsafe check(curl_set_list(handle, option, list))
    }

    private mutating func check(_ result: CURLcode) {
        if unsafe failure == CURLE_OK { unsafe failure = result }
    }
}
