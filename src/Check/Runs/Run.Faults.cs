using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <content>The requests that the environment may refuse: each is a step and a choice.</content>
public abstract partial class Run
{
    /// <inheritdoc/>
    public bool Refuses(FaultSite site)
    {
        try
        {
            return Decide(site);
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            throw Fail(fault);
        }
    }

    private bool Decide(FaultSite site)
    {
        LogicalThread thread = Current;
        if (IsOver || !MayRefuse(site))
        {
            return false;
        }

        // A step also if none is left to refuse: that depends on what other threads were refused before, and so is not looked at
        // before the step.
        DomainTarget target = DomainNow.Itself;
        target.Domain.Before(new Step(StepKind.Fault, target));
        bool refused = Log.FaultsLeft[site] > 0 && _scheduler.Refuses(site);
        if (refused)
        {
            Log.FaultsLeft[site]--;
            Refused(thread.Current, site);
        }

        target.Domain.After(new Step(StepKind.Fault, target, $"{site} {(refused ? "refused" : "granted")}"));
        return refused;
    }
}
