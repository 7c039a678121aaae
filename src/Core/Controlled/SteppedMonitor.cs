using LuoVerified.Monitors;

namespace LuoVerified.Core.Controlled;

/// <summary>A monitor each use of which is a step of the run around it: so that a lock that is made of it can be checked.</summary>
internal sealed class SteppedMonitor : WaitMonitor
{
    /// <inheritdoc/>
    public override bool IsEntered => ControlledMonitor.IsEntered(this);

    /// <inheritdoc/>
    public override void Wait()
    {
        ControlledMonitor.Wait(this);
        OrderedStep.Take();
    }

    /// <inheritdoc/>
    public override void WakeAll() => ControlledMonitor.PulseAll(this);

    /// <inheritdoc/>
    protected override void Begin()
    {
        ControlledMonitor.Enter(this);
        OrderedStep.Take();
    }

    /// <inheritdoc/>
    protected override void End() => ControlledMonitor.Exit(this);
}
