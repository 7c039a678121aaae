using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LuoVerified.Spec.Tests.Refinement;

/// <summary>One thread for all that the second thread of a program does: locks know their holder by its thread.</summary>
internal sealed class SecondThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly System.Threading.Thread _thread;

    public SecondThread()
    {
        _thread = new System.Threading.Thread(() =>
        {
            foreach (Action work in _work.GetConsumingEnumerable())
            {
                work();
            }
        });
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> there and waits for its end.</summary>
    public T Run<T>(Func<T> work)
    {
        T result = default!;
        Exception? thrown = null;
        using var done = new System.Threading.SemaphoreSlim(0);
        _work.Add(() =>
        {
            thrown = Record.Exception(() => result = work());
            done.Release();
        });
        done.Wait();
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }

        return result;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }
}
