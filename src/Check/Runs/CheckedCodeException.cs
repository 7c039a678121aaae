namespace LuoVerified.Check.Runs;

/// <summary>The checked code threw while it showed its state to the checker: an oops, though our code had
/// called.</summary>
/// <param name="fault">What it threw.</param>
internal sealed class CheckedCodeException(Exception fault) : Exception(fault.Message, fault)
{
    /// <summary>What happened, in one line.</summary>
    public string Text => $"shows its state: {InnerException!.GetType().Name}: {Message.ReplaceLineEndings(" ")}";
}
