// Package linear has linear classifiers over hashed features: trained with the
// averaged perceptron (Collins 2002), packed small, read fast.
package linear
