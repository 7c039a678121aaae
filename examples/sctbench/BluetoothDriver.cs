namespace SctBench;

/// <summary>A driver counts the requests that use a device; who stops it waits for none to be left. The bug: a request looks
/// whether the device is being stopped, and counts itself afterwards (Qadeer and Wu: KISS, PLDI 2004).</summary>
public class BluetoothDriver
{
    private int _pending = 1;
    private bool _stopping, _stopEvent, _stopped;

    public void Run(string thread)
    {
        if (thread == "add") Add();
        else Stop();
    }

    private void Add()
    {
        if (!_stopping)
        {
            Interlocked.Increment(ref _pending);
            Bug.Unless(!_stopped, "used after it was stopped");
        }

        Decrement();
    }

    private void Stop()
    {
        _stopping = true;
        Decrement();
        if (_stopEvent) _stopped = true;
    }

    private void Decrement()
    {
        if (Interlocked.Decrement(ref _pending) == 0) _stopEvent = true;
    }
}
