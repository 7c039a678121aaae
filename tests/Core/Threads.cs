using System.Diagnostics.CodeAnalysis;
using LuoVerified.Check;
using LuoVerified.Check.Races;
using LuoVerified.Check.Runs;
using LuoVerified.Core.Locking;
using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Tests;

/// <summary>Threads that run one after the other: what orders them is the locks alone.</summary>
internal sealed class Threads : IRunControl
{
    private readonly Observer[] _observers;
    private int _current = -1;

    public Threads(int threads = 3)
    {
        Detector = new AccessRaceDetector(threads);
        _observers = [.. Enumerable.Range(0, threads).Select(thread => new Observer(Detector, thread))];
        Domain = new Domain(this, LockKind.Model);
    }

    public AccessRaceDetector Detector { get; }

    public Domain Domain { get; }

    /// <summary>Thread, kind and place of each step so far.</summary>
    public List<(int Thread, StepKind Kind, string Line)> Steps { get; } = [];

    public int Caller => _current;

    /// <summary>Lets each thread in turn do its part.</summary>
    public string[] Run(params (int Thread, Action Code)[] parts)
    {
        foreach ((int thread, Action code) in parts)
        {
            _current = thread;
            Watch.Observer = _observers[thread];
            try
            {
                code();
            }
            finally
            {
                Watch.Observer = null;
            }
        }

        return [.. Detector.Races.Select(race => $"{Text(race.First)} / {Text(race.Second)}")];
    }

    public void Before(in Step step) =>
        Steps.Add((_current, step.Kind, _current >= 0 && _observers[_current].Place is { } place ? Recorder.Line(place) : ""));

    public void After(in Step step) => Detector.Stepped(_current, step);

    public bool Refuses(FaultSite site) => false;

    [DoesNotReturn]
    public void Violation(string check, string message) => throw new InvalidOperationException(message);

    private sealed class Observer(AccessRaceDetector detector, int thread) : IAccessObserver
    {
        public Site? Place { get; private set; }

        public void Accessed(in Access access) => detector.Accessed(thread, access);

        public void At(Site site) => Place = site;
    }

    private static string Text(RacingAccess access) =>
        $"{(access.Site.Writes ? "write" : "read")} {access.Member} in {access.Site.Method}";
}
