using LuoVerified.Check.Designs;
using LuoVerified.Check.Runs;
using LuoVerified.Core;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.SystematicTesting;

namespace LuoVerified.Coyote;

/// <content>Coyote's engines: how one is run, and why it ended a run.</content>
internal sealed partial class Sampler
{
    private void RunEngine(uint iterations, uint seed)
    {
        Configuration configuration = _strategy.Apply(Configuration.Create()
            .WithTelemetryEnabled(false)
            .WithTestingIterations(iterations)
            .WithRandomGeneratorSeed(seed)
            .WithTestIterationsRunToCompletion(true)
            .WithPartiallyControlledConcurrencyAllowed(false)
            .WithSystematicFuzzingFallbackEnabled(false)
            .WithTraceAnalysisEnabled(false)
            .WithLockAccessRaceCheckingEnabled(_mode == SamplingMode.Barging)
            .WithFailureOnMaxStepsBoundEnabled(true)
            .WithDeadlockTimeout((uint)_options.Patience.TotalMilliseconds)
            .WithMaxSchedulingSteps(100 * Check.Runs.Run.MaxSteps));
        bool isLast = false;
        using TestingEngine engine = TestingEngine.Create(configuration, (ICoyoteRuntime runtime) =>
        {
            if (isLast)
            {
                return;
            }

            if (_mode == SamplingMode.Volume)
            {
                _bodies.Volume(runtime, (int)Math.Min(Batch, Left));
            }
            else
            {
                _bodies.Barging(runtime);
            }
        });
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
        uint ran = 0;
        _isOther = false;
        engine.RegisterEndIterationCallBack(iteration =>
        {
            ran = iteration + 1;
            if (isLast)
            {
                engine.Stop();
                return;
            }

            EndIteration();

            // With more steps there are other schedules: a search depth first begins anew. Coyote stops at once, before it has written down
            // what it met in the iteration, so it stops in one more, in which nothing is done.
            isLast = Done || _isOther;
        });
        engine.Run();
        if (_error is not null)
        {
            throw _error;
        }

        CoyoteGuard.RequireControlled(engine.TestReport);
        Exhausted = ran < iterations && !Done && !_isOther;
    }

    /// <summary>Why Coyote ended a run in which no rule of ours was broken. A deadlock is a verdict; code that comes to no step is
    /// bad input; anything else is our bug.</summary>
    private Exception? ErrorOf(Run run)
    {
        string failure = _bodies.Failure ?? "it does not say why";
        if (run.Error is null && _bodies.Running >= 0 && failure.StartsWith("Potential deadlock", StringComparison.Ordinal))
        {
            return new UncontrolledDesignException(_subject, _bodies.Running, run.Steps, _options.Patience);
        }

        bool isDeadlock = run.Over && failure.StartsWith("Deadlock detected", StringComparison.Ordinal);
        InternalErrorException? error =
            run.Error ?? (isDeadlock ? null : new InternalErrorException($"Coyote ended a run: {failure}"));
        return error is null ? null : new RunErrorException(_subject, error, run.Steps, run.Racing);
    }
}
