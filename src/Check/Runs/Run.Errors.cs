using LuoVerified.Core;
using LuoVerified.Core.Controlled;
using LuoVerified.Core.Locking;

namespace LuoVerified.Check.Runs;

/// <content>What is thrown in a run: by the checked code, which is a verdict, or by ours, which is none.</content>
public abstract partial class Run
{
    /// <summary>The first error of ours; null if there is none. The run is over with it and says nothing about the
    /// code.</summary>
    public InternalErrorException? Error { get; private set; }

    /// <summary>What messages call what happens outside of all calls: the checked code is made.</summary>
    private protected virtual string Making => "the constructor";

    /// <summary>Runs our code that is called by the checked code or outside of it: what it throws is an error of ours,
    /// not an oops, unless the checked code threw it while it showed its state.</summary>
    private protected T Ours<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            throw Fail(fault);
        }
    }

    /// <summary>As <see cref="Ours{T}"/> outside of the operations: the state may be shown in it.</summary>
    private protected bool Showing(Func<bool> work)
    {
        try
        {
            return Ours(work);
        }
        catch (CheckedCodeException shows) when (!IsOver)
        {
            Report(Checks.Oops, $"the {DomainNow.Label} {shows.Text}");
            return false;
        }
    }

    /// <summary>Whether what was thrown in our code is an error of ours. What the run ends by is none; once it is over nothing ends it
    /// any more.</summary>
    private bool IsOurs(Exception fault, bool wasOver = false) => (wasOver || !IsOver) && RunErrorException.IsOurs(fault);

    private InternalErrorException Fail(Exception fault)
    {
        Error ??= InternalErrorException.Of(fault);
        IsOver = true;
        return Error;
    }

    /// <summary>Runs code of the design, whose locks are steps of the domain: what it throws is a broken rule, not an error of ours. Once
    /// the run is over its threads unwind, or begin and come to no step, and what the code throws then says nothing; nor does what a lock of ours says, on which Coyote lets
    /// nobody wait any more.</summary>
    private protected void Watched(LogicalThread thread, Action code)
    {
        Control.Domain = DomainNow;
        try
        {
            code();
        }
        catch (LockNotHeldException unheld) when (!IsOver)
        {
            Report(Checks.LockNotHeld, $"{Where(thread)}: {unheld.Message}");
        }
        catch (CheckedCodeException shows) when (!IsOver)
        {
            Report(Checks.Oops, $"{Where(thread)}: {shows.Text}");
        }
        catch (InternalErrorException error) when (!IsOver || error == Error)
        {
            throw Fail(error);
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            Report(Checks.Oops, $"{Where(thread)}: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception fault) when (fault is CheckedCodeException || RunErrorException.IsOurs(fault))
        {
            throw new RunStoppedException();
        }
        finally
        {
            Control.Domain = null;
        }

        string Where(LogicalThread thread) => thread.Current?.ToString() ?? Making;
    }
}
