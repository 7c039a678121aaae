namespace LuoVerified.Core.Controlled;

/// <summary>A step that depends on every other such step, for what is no step of its own in code that is checked without being
/// woven.</summary>
public static class OrderedStep
{
    private static readonly object All = new();

    /// <summary>Takes the step.</summary>
    public static void Take()
    {
        ControlledMonitor.Enter(All);
        ControlledMonitor.Exit(All);
    }
}
