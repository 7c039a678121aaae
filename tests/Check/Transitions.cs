using LuoVerified.Sessions.Model;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Check.Tests;

/// <summary>The kinds of transitions of the model by their numbers.</summary>
internal static class Transitions
{
    public static int Create { get; } = new Transition(SessionOperation.Create).Number;

    public static int Retrieve { get; } = new Transition(SessionOperation.Retrieve).Number;

    public static int CloseOutgoing { get; } = new Transition(SessionOperation.Close, SessionList.Outgoing).Number;

    public static int CloseIncoming { get; } = new Transition(SessionOperation.Close, SessionList.Incoming).Number;

    public static int Serialize { get; } = new Transition(SessionOperation.Serialize).Number;

    public static int Abort { get; } = new Transition(SessionOperation.Abort).Number;

    public static int Deserialize { get; } = new Transition(SessionOperation.Deserialize).Number;

    public static int Quiesce { get; } = new Transition(SessionOperation.Quiesce).Number;

    public static int Resume { get; } = new Transition(SessionOperation.Resume).Number;

    public static int Kexec { get; } = new Transition(Jump.Instance).Number;
}
