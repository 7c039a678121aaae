using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Protocols;

/// <summary>A call of an operation of a protocol.</summary>
internal sealed class ProtocolCall<TOperation, TAnswer> : Call
{
    private char _code;

    /// <summary>The operation.</summary>
    public required TOperation Operation { get; init; }

    /// <summary>What it has answered, if it returned.</summary>
    public TAnswer? Result { get; private set; }

    /// <inheritdoc/>
    public override string Label => ValueText.Of(Operation);

    /// <inheritdoc/>
    public override string Answer => ValueText.Of(Result);

    /// <inheritdoc/>
    public override char AnswerCode => _code;

    /// <summary>The operation has answered.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="codes">Knows a character for it.</param>
    public void Answers(TAnswer result, AnswerCodes codes)
    {
        Result = result;
        _code = codes.Of(Answer);
    }
}
