using System.Diagnostics.CodeAnalysis;
using LuoVerified.Core;
using LuoVerified.Core.Locking;

namespace LuoVerified.Impl.Tests.Harness;

/// <summary>Stands over a run of one thread: violations and waits end it as exceptions, requests are refused as planned.</summary>
internal sealed class RecordingControl : IRunControl
{
    public int Caller => Environment.CurrentManagedThreadId;

    private readonly Dictionary<FaultSite, int> _refusals = [];

    public List<Step> Announced { get; } = [];

    public List<Step> Done { get; } = [];

    /// <summary>Looks at the state between two steps.</summary>
    public Action Between { get; set; } = () => { };

    /// <summary>Plans that of the coming requests at <paramref name="site"/> one is refused.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">Which request, the next being 1.</param>
    public void Refuse(FaultSite site, int request = 1) => _refusals[site] = request;

    public void Before(in Step step)
    {
        Announced.Add(step);
        Between();
        if (DomainLock.WouldWait(step))
        {
            throw new WouldWaitException(step.Target.Label);
        }
    }

    public void After(in Step step) => Done.Add(step);

    public bool Refuses(FaultSite site)
    {
        if (!_refusals.TryGetValue(site, out int left))
        {
            return false;
        }

        _refusals[site] = left - 1;
        return left == 1;
    }

    [DoesNotReturn]
    public void Violation(string check, string message) => throw new ViolationException(check, message);
}
