package io.asyncorm.autoconfigure.market;

enum Colour {

	RED, BLUE

}
