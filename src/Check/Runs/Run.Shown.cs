using LuoVerified.Check.Explained;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Runs;

/// <content>What a reader of a run is shown of a moment in it.</content>
public abstract partial class Run
{
    /// <summary>The locks that are held now.</summary>
    internal IEnumerable<Holding> Holdings =>
        _threads.OfType<LogicalThread>().Prepend(Driver).SelectMany(thread => thread.Held.Select(held => new Holding(thread.Index, held)));

    /// <summary>The state of the checked code as it shows it now, in words.</summary>
    /// <returns>Its parts; none while there is no code to show any.</returns>
    internal IReadOnlyList<StatePart> StateNow()
    {
        IAccessObserver? observer = Watch.Suspend();
        try
        {
            return ShowState();
        }
        catch (CheckedCodeException shows)
        {
            return [new StatePart("state", $"cannot be read: {shows.Text}")];
        }
        catch (RunStoppedException)
        {
            return [new StatePart("state", "cannot be read: showing it breaks a rule")];
        }
        finally
        {
            Watch.Resume(observer);
        }
    }

    /// <summary>What a step that has just been taken is about, if its target does not say: looked up when the answer is asked,
    /// which is before the next step of its thread, so that what the step writes is there.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The answer; null if the target says all.</returns>
    internal virtual Func<StepMeaning?>? Meaning(in RecordedStep step) => null;

    /// <summary>As <see cref="StateNow"/>; what the checked code throws is thrown.</summary>
    private protected abstract IReadOnlyList<StatePart> ShowState();
}
