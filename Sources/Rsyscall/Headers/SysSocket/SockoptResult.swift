/// The value of an option that a call wrote.
struct SockoptResult<Value: SockoptValue>: CallResult {
    let value: Value

    init(_ outcome: borrowing CallOutcome) throws {
        let form = Value.form
        value = try form.decode(outcome.socketBytes(room: form.room).bytes)
    }
}
