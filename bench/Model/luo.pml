/* The sessions of the specification, within bounds, for Spin: the same states and transitions as `luo model`.
 *
 * NAMES, HANDLES, KERNELS and CAPACITY come from the command line of spin (-DNAMES=3 and so on). PLACES is the length of
 * every list: the least of NAMES, HANDLES and CAPACITY.
 *
 * One process, one loop; each option of the loop is one d_step, so one operation is one transition and the program counter
 * never differs. Whatever is no part of the state is hidden. What a list does not use is 0. The readings are those of
 * docs/model.md. -DINVARIANTS adds the invariants that a single state can break, after each operation. */

#define NONE 0

byte kernel;                    /* kernels before this one */
bit frozen;                     /* from serialize to abort or kexec */
bit quiesced;                   /* from quiesce to resume */
bit deserialized;               /* in this kernel */

byte out_count;
byte out_name[PLACES];          /* 1 and up */
byte out_handle[PLACES];        /* 1 and up; kept while the close is deferred */
bit out_closing[PLACES];        /* closed while frozen */

byte in_count;
byte in_name[PLACES];
byte in_handle[PLACES];         /* NONE where not retrieved */

byte over_count;                /* what was handed over to this kernel */
byte over_name[PLACES];

byte image_count;               /* the last image; stays until the next serialize */
byte image_name[PLACES];

/* Not part of the state. */
hidden byte i;
hidden byte j;
hidden byte low;                /* the lowest free handle */
hidden byte live;               /* handles in use */
hidden byte taken[HANDLES + 2];

#define HAS_OUT(n) (out_name[0] == n || AT1(n) || AT2(n) || AT3(n))
#if PLACES > 1
#define AT1(n) (out_name[1] == n)
#define LIVE1 + (in_handle[1] != NONE)
#else
#define AT1(n) false
#define LIVE1
#endif
#if PLACES > 2
#define AT2(n) (out_name[2] == n)
#define LIVE2 + (in_handle[2] != NONE)
#else
#define AT2(n) false
#define LIVE2
#endif
#if PLACES > 3
#define AT3(n) (out_name[3] == n)
#define LIVE3 + (in_handle[3] != NONE)
#else
#define AT3(n) false
#define LIVE3
#endif
#if PLACES > 4
#error "at most four places"
#endif

#define LIVE (out_count + (in_handle[0] != NONE) LIVE1 LIVE2 LIVE3)
#define MAY_OPEN (!frozen && !quiesced && LIVE < HANDLES)

#ifdef INVARIANTS
inline check()
{
	assert(out_count <= CAPACITY && (!quiesced || (out_count == 0 && in_count == 0 && (deserialized || over_count == 0))));
	assert(!frozen || image_count == out_count);
	for (i : 0 .. PLACES - 1) {
		assert((out_name[i] != NONE) == (i < out_count) && out_name[i] <= NAMES);
		assert((in_name[i] != NONE) == (i < in_count) && in_name[i] <= NAMES);
		assert(!frozen || image_name[i] == out_name[i]);
		j = i + 1;
		do
		:: j < PLACES ->
			assert(out_name[i] == NONE || out_name[i] != out_name[j]);
			assert(in_name[i] == NONE || in_name[i] != in_name[j]);
			j++
		:: else -> break
		od
	}
	i = 0	/* no d_step may end in a loop */
}
#else
#define check() skip
#endif

inline find_low()
{
	for (i : 1 .. HANDLES) { taken[i] = 0 }
	for (i : 0 .. PLACES - 1) {
		taken[out_handle[i]] = 1;
		taken[in_handle[i]] = 1
	}
	low = 1;
	do
	:: taken[low] -> low++
	:: else -> break
	od
}

/* Closes the gap at place p. */
inline remove_out(p)
{
	i = p;
	do
	:: i + 1 < out_count ->
		out_name[i] = out_name[i + 1];
		out_handle[i] = out_handle[i + 1];
		out_closing[i] = out_closing[i + 1];
		i++
	:: else -> break
	od;
	out_count--;
	out_name[out_count] = NONE;
	out_handle[out_count] = NONE;
	out_closing[out_count] = 0
}

inline remove_in(p)
{
	i = p;
	do
	:: i + 1 < in_count ->
		in_name[i] = in_name[i + 1];
		in_handle[i] = in_handle[i + 1];
		i++
	:: else -> break
	od;
	in_count--;
	in_name[in_count] = NONE;
	in_handle[in_count] = NONE
}

#define CREATE(n) \
	:: d_step { MAY_OPEN && out_count < CAPACITY && !HAS_OUT(n) -> \
		find_low(); out_name[out_count] = n; out_handle[out_count] = low; out_count++; low = 0; check() }

#define RETRIEVE(p) \
	:: d_step { p < in_count && in_handle[p] == NONE && MAY_OPEN -> find_low(); in_handle[p] = low; low = 0; check() }

#define CLOSE_OUT(p) \
	:: d_step { p < out_count && !frozen -> remove_out(p); check() } \
	:: d_step { p < out_count && frozen && !out_closing[p] -> out_closing[p] = 1; check() }

#define CLOSE_IN(p) \
	:: d_step { p < in_count && in_handle[p] != NONE -> remove_in(p); check() }

#define PLACE(p) RETRIEVE(p) CLOSE_OUT(p) CLOSE_IN(p)

active proctype sessions()
{
	do
	CREATE(1)
#if NAMES > 1
	CREATE(2)
#endif
#if NAMES > 2
	CREATE(3)
#endif
#if NAMES > 3
	CREATE(4)
#endif
#if NAMES > 4
#error "at most four names"
#endif
	PLACE(0)
#if PLACES > 1
	PLACE(1)
#endif
#if PLACES > 2
	PLACE(2)
#endif
#if PLACES > 3
	PLACE(3)
#endif
	:: d_step { !frozen && !quiesced ->		/* serialize */
		image_count = out_count;
		for (i : 0 .. PLACES - 1) { image_name[i] = out_name[i] }
		frozen = 1;
		check() }
	:: d_step { frozen ->				/* abort */
		frozen = 0;
		j = PLACES;
		do
		:: j > 0 ->
			j--;
			if
			:: out_closing[j] -> remove_out(j)
			:: else -> skip
			fi
		:: else -> break
		od;
		check() }
	:: d_step { !deserialized ->			/* deserialize */
		deserialized = 1;
		in_count = over_count;
		for (i : 0 .. PLACES - 1) { in_name[i] = over_name[i] }
		check() }
	:: d_step { !quiesced && out_count == 0 && in_count == 0 && (deserialized || over_count == 0) ->
		quiesced = 1;
		check() }
	:: d_step { quiesced -> quiesced = 0; check() }	/* resume */
	:: d_step { frozen && kernel + 1 < KERNELS ->	/* kexec */
		kernel++;
		frozen = 0;
		quiesced = 0;
		deserialized = 0;
		out_count = 0;
		in_count = 0;
		over_count = image_count;
		for (i : 0 .. PLACES - 1) {
			out_name[i] = NONE;
			out_handle[i] = NONE;
			out_closing[i] = 0;
			in_name[i] = NONE;
			in_handle[i] = NONE;
			over_name[i] = image_name[i]
		}
		check() }
	od
}
