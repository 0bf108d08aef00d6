#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <numpy/npy_common.h>

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "fast", NULL, -1, NULL};

PyMODINIT_FUNC PyInit_fast(void)
{
    return PyModule_Create(&module);
}
