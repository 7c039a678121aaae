namespace SctBench;

/// <summary>A sender and a receiver take turns with a buffer, by two flags under one lock. The bug: who is not in turn does nothing
/// and goes on to the next number all the same.</summary>
public class CircularBuffer
{
    private const int Times = 7;

    private readonly object _gate = new();
    private readonly int[] _buffer = new int[10];
    private int _first, _next;
    private bool _send = true, _receive;

    public void Run(string thread)
    {
        for (int i = 0; i < Times; i++)
        {
            lock (_gate)
            {
                if (thread == "send" && _send)
                {
                    _buffer[_next] = i;
                    _next = (_next + 1) % _buffer.Length;
                    (_send, _receive) = (false, true);
                }
                else if (thread == "receive" && _receive)
                {
                    Bug.Unless(_buffer[_first++] == i, "received in order");
                    (_send, _receive) = (true, false);
                }
            }
        }
    }
}
