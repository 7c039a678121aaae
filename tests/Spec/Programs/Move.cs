using LuoVerified.Abi;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Spec.Tests.Programs;

/// <summary>One line of a random program.</summary>
/// <param name="Kind">The operation.</param>
/// <param name="Name">Create, retrieve: the name.</param>
/// <param name="Handle">Close: the handle, 1 being the first that the program got; perhaps not open.</param>
/// <param name="Thread">Quiesce, resume: who calls, 1 or 2.</param>
/// <param name="Fault">What the environment refuses, if it is asked.</param>
/// <param name="Request">Which of the operation's requests for it is refused, 1 being the first.</param>
/// <param name="Spoil">Jump: the image is corrupted on the way.</param>
public readonly record struct Move(
    SpecOperation Kind, string Name = "", int Handle = 0, int Thread = 1, SpecFault Fault = SpecFault.None, int Request = 1,
    bool Spoil = false)
{
    /// <summary>The operation of the specification.</summary>
    /// <param name="nextHandle">The next free handle.</param>
    /// <param name="refused">Whether the environment refuses what it is planned to.</param>
    public SpecAction Action(int nextHandle, bool refused) => new(
        Kind,
        ByteString.FromUtf8(Name),
        Kind == SessionOperation.Close ? Handle : nextHandle,
        Thread,
        refused ? Fault : Spoil ? SpecFault.CorruptImage : SpecFault.None);

    public override string ToString() => Kind switch
    {
        Create or Retrieve => $"{Kind} '{ByteString.FromUtf8(Name)}'{Refused}",
        Close => $"{Kind} {Handle}",
        Quiesce or Resume => $"{Kind} by {Thread}",
        _ => $"{Kind}{(Spoil ? " with a corrupted image" : "")}{Refused}",
    };

    private string Refused => Fault == SpecFault.None ? "" : $" ({Fault} {Request} refused)";
}
