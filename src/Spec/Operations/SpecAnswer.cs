using LuoVerified.Abi;

namespace LuoVerified.Spec.Operations;

/// <summary>What must be there for an answer.</summary>
public enum AnswerNeed
{
    /// <summary>Nothing that the bounds of an exploration could rule out.</summary>
    Nothing,

    /// <summary>Sessions of a previous kernel.</summary>
    HandOver,

    /// <summary>As many sessions as can be tracked.</summary>
    FullList,
}

/// <summary>An answer that leaves the state as it is.</summary>
/// <param name="Outcome">The answer; null if the operation waits.</param>
/// <param name="Name">Its name in reports.</param>
/// <param name="ToNoName">Whether it is the answer to what is no name.</param>
/// <param name="Need">What must be there for it.</param>
public sealed record SpecAnswer(Outcome? Outcome, string Name, bool ToNoName = false, AnswerNeed Need = AnswerNeed.Nothing)
{
    /// <summary>The operation waits.</summary>
    public static SpecAnswer Waits { get; } = new(null, "waits");

    /// <summary>An error.</summary>
    /// <param name="errno">Which.</param>
    /// <param name="note">What tells it from another that is the same.</param>
    /// <param name="toNoName">Whether it is the answer to what is no name.</param>
    /// <param name="need">What must be there for it.</param>
    /// <returns>The answer.</returns>
    public static SpecAnswer Of(Errno errno, string note = "", bool toNoName = false, AnswerNeed need = AnswerNeed.Nothing) =>
        new(Spec.Outcome.Of(errno), errno.ToAnswer() + (note.Length == 0 ? "" : $", {note}"), toNoName, need);
}
