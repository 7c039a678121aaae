namespace SctBench;

/// <summary>A queue whose two users take turns by flags. The bug: who is not in turn goes on to the next number, so that what is
/// taken out is compared with another element than the one that was put in.</summary>
public class Queue
{
    private const int Size = 20;

    private readonly object _gate = new();
    private readonly int[] _elements = new int[Size];
    private readonly int[] _stored = new int[Size];
    private int _head, _tail;
    private bool _enqueue = true, _dequeue;

    public void Run(string thread)
    {
        if (thread == "enqueue") Enqueue();
        else Dequeue();
    }

    private void Enqueue()
    {
        lock (_gate) Put(0, 0);
        for (int i = 1; i < Size; i++)
        {
            lock (_gate)
            {
                if (_enqueue)
                {
                    Put(i, i);
                    (_enqueue, _dequeue) = (false, true);
                }
            }
        }
    }

    private void Dequeue()
    {
        for (int i = 0; i < Size; i++)
        {
            lock (_gate)
            {
                if (_dequeue)
                {
                    Bug.Unless(_elements[_head++] == _stored[i], "first in, first out");
                    (_enqueue, _dequeue) = (true, false);
                }
            }
        }
    }

    private void Put(int at, int value)
    {
        _elements[_tail++] = value + 1;
        _stored[at] = value + 1;
    }
}
