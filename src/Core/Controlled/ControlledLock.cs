using Lock = System.Threading.Lock;

namespace LuoVerified.Core.Controlled;

/// <summary>In the place of <see cref="Lock"/>: steps in a run, the real one outside. For woven code.</summary>
public static class ControlledLock
{
    /// <summary>The locks whose scopes the calling thread is in, the innermost on top.</summary>
    [ThreadStatic]
    private static Stack<ForeignLock>? _scopes;

    /// <summary>As <see cref="Lock.Enter"/>.</summary>
    /// <param name="entered">The lock.</param>
    public static void Enter(Lock entered)
    {
        if (Control.LockOf(entered) is { } known)
        {
            known.Enter();
        }
        else
        {
            entered.Enter();
        }
    }

    /// <summary>As <see cref="Lock.Exit"/>.</summary>
    /// <param name="entered">The lock.</param>
    public static void Exit(Lock entered)
    {
        if (Control.LockOf(entered) is { } known)
        {
            known.Exit();
        }
        else
        {
            entered.Exit();
        }
    }

    /// <summary>As <see cref="Lock.EnterScope"/>.</summary>
    /// <param name="entered">The lock.</param>
    /// <returns>The scope; in a run an empty one.</returns>
    public static Lock.Scope EnterScope(Lock entered)
    {
        if (Control.LockOf(entered) is not { } known)
        {
            return entered.EnterScope();
        }

        known.Enter();
        (_scopes ??= []).Push(known);
        return default;
    }

    /// <summary>As <see cref="Lock.Scope.Dispose"/>.</summary>
    /// <param name="scope">What <see cref="EnterScope"/> returned.</param>
    public static void Dispose(ref Lock.Scope scope)
    {
        if (Control.Domain is not null && _scopes is { Count: > 0 } scopes)
        {
            scopes.Pop().Exit();
        }
        else
        {
            scope.Dispose();
        }
    }
}
